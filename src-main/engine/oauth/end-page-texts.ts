/** What the browser shows at the end: it is all that somebody sees of Postdesk there. */
export type EndPageText = { readonly title: string; readonly next: string }
export type EndPageKind = 'done' | 'failed' | 'over' | 'unknown'
type EndPageTexts = Readonly<Record<EndPageKind, EndPageText>>

const en: EndPageTexts = {
  done: { title: 'You are signed in', next: 'Close this page and go back to Postdesk.' },
  failed: { title: 'The sign-in did not work', next: 'Close this page and start again in Postdesk.' },
  over: { title: 'This sign-in is over', next: 'It counts once only. Close this page; Postdesk says how it ended.' },
  unknown: {
    title: 'This answer was not expected',
    next: 'Postdesk did not ask for it, so nothing was changed. Close this page and start the sign-in in Postdesk.',
  },
}

const fr: EndPageTexts = {
  done: { title: 'La connexion a réussi', next: 'Fermez cette page et revenez à Postdesk.' },
  failed: { title: 'La connexion n’a pas abouti', next: 'Fermez cette page et recommencez dans Postdesk.' },
  over: {
    title: 'Cette connexion est terminée',
    next: 'Elle ne sert qu’une fois. Fermez cette page ; Postdesk indique le résultat.',
  },
  unknown: {
    title: 'Cette réponse n’était pas attendue',
    next: 'Postdesk ne l’a pas demandée, rien n’a changé. Fermez cette page et lancez la connexion dans Postdesk.',
  },
}

export const endPageTexts = { en, fr } as const
export type EndPageLanguage = keyof typeof endPageTexts
