import type { Notice } from './notice-policy.ts'
import { toPlainText } from './plain-text.ts'
import type { Texts } from './texts/texts.ts'

const LONGEST_NAME = 60
const LONGEST_BODY = 160

/** A notice in words; whatever came from a mail or a server is cleaned and cut. */
export function noticeText(notice: Notice, texts: Texts): { readonly title: string; readonly body: string } {
  const { kind, count, cause } = notice
  switch (kind) {
    case 'waiting':
      return { title: texts('noticeWaiting', { count }), body: firstAndMore(notice, texts) }
    case 'failing': {
      const name = toPlainText(notice.first, LONGEST_NAME)
      const body = count === 1 ? toPlainText(cause, LONGEST_BODY) : firstAndMore(notice, texts)
      return { title: texts('noticeFailing', { count, name }), body }
    }
    case 'tickets':
      return { title: texts('noticeTickets', { count }), body: '' }
  }
}

function firstAndMore({ first, count }: Notice, texts: Texts): string {
  const name = toPlainText(first, count === 1 ? LONGEST_BODY : LONGEST_NAME) || texts('noSubject')
  // An isolate, so that a name in a script from right to left does not pull the rest with it.
  return count === 1 ? name : texts('noticeFirstAndMore', { first: `\u2068${name}\u2069`, count: count - 1 })
}
