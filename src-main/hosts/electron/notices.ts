import { Notification } from 'electron'
import type { Api } from '../../api/api.ts'
import { timerMs } from '../../wait.ts'
import type { DeskGlance } from './desk-glance.ts'
import { type Notice, type NoticeKind, NoticePolicy } from './notice-policy.ts'
import { noticeText } from './notice-text.ts'
import type { Preferences } from './preferences.ts'
import type { Texts } from './texts/texts.ts'

export type NoticesOptions = {
  readonly api: Api
  readonly texts: Texts
  readonly preferences: Preferences
  readonly isWatched: () => boolean
  readonly open: (place: string) => void
}

export type Notices = { see(glance: DeskGlance): void; stop(): void }

/** Tells by the system's notifications what the policy finds worth telling. */
export function startNotices({ api, texts, preferences, isWatched, open }: NoticesOptions): Notices {
  const policy = new NoticePolicy()
  let timer: NodeJS.Timeout | undefined
  const stopListening = api.on(event => {
    policy.hear(event, Date.now())
    wait()
  })
  const wanted = (kind: NoticeKind): boolean => {
    const { notifyErrors, notifyTickets } = preferences.current()
    return (kind === 'tickets' ? notifyTickets : notifyErrors) && !isWatched()
  }
  const wait = () => {
    const at = policy.nextAt
    if (at === null || timer) return
    timer = setTimeout(tell, timerMs(at - Date.now()))
  }
  const tell = () => {
    timer = undefined
    for (const notice of policy.take(Date.now(), wanted)) showNotice(notice, texts, open)
    wait()
  }
  return {
    see(glance) {
      policy.see(glance, Date.now())
      wait()
    },
    stop() {
      stopListening()
      clearTimeout(timer)
    },
  }
}

function showNotice(notice: Notice, texts: Texts, open: (place: string) => void): void {
  showNotification(noticeText(notice, texts), () => open(notice.place))
}

/** Referred to while they can be clicked: one that nobody holds is collected, and its click with it. */
const shown: Notification[] = []
const MOST_SHOWN = 20

export function showNotification(text: { readonly title: string; readonly body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification(text)
  shown.push(notification)
  if (shown.length > MOST_SHOWN) shown.shift()
  notification.on('click', onClick)
  notification.show()
}
