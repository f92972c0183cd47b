const KEY = 'postdesk.token'

/**
 * The secret of the service host. It comes once in the fragment of the address and moves into this tab's own memory at
 * once, so that it stands in no history, screenshot or copied address. Null when this tab never had it.
 */
export function claimToken(): string | null {
  const match = /^#token=([\w-]+)$/.exec(location.hash)
  if (match?.[1]) {
    sessionStorage.setItem(KEY, match[1])
    history.replaceState(null, '', `${location.pathname}#/`)
  }
  return sessionStorage.getItem(KEY)
}

/** A new address pasted into a tab that is open already: only the fragment changes, so the page has to start again. */
addEventListener('hashchange', () => {
  if (!location.hash.startsWith('#token=')) return
  claimToken()
  location.reload()
})
