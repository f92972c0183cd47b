/** The addresses of the screens that the shell leads to; a test holds them against the page's own. */
export const places = {
  overview: '#/',
  errors: '#/errors',
  tickets: '#/tickets',
  inbox: (id: string) => `#/inboxes/${encodeURIComponent(id)}`,
  message: (id: string) => `#/messages/${encodeURIComponent(id)}`,
} as const
