/** What a person does in a browser, without one: follows, keeps cookies, fills in the provider's forms. */
export type BrowserByHand = {
  /** Signs in and consents. Gives the address that the browser is sent back to, without going there. */
  signIn(url: string, login: string): Promise<string>
  /** Presses "Cancel" on the first page. */
  decline(url: string): Promise<string>
}

const MOST_STEPS = 12

export function openBrowserByHand(): BrowserByHand {
  const cookies = new Map<string, string>()

  async function request(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return reply
  }

  /** Until an address outside of the provider comes. `fill` gives what to do on a page. */
  async function walk(start: string, fill: (html: string, at: string) => Promise<Response>): Promise<string> {
    let at = start
    let reply = await request(at)
    for (let step = 0; step < MOST_STEPS; step++) {
      const location = reply.headers.get('location')
      if (location === null) {
        reply = await fill(await reply.text(), at)
        continue
      }
      at = new URL(location, at).href
      if (new URL(at).origin !== new URL(start).origin) return at
      reply = await request(at)
    }
    throw new Error(`The provider leads nowhere; last at ${at}`)
  }

  return {
    signIn: (url, login) =>
      walk(url, (html, at) => {
        if (html.includes('value="login"')) return request(at, { prompt: 'login', login, password: 'any' })
        if (html.includes('value="consent"')) return request(at, { prompt: 'consent' })
        throw new Error(`A page without a known form: ${html.slice(0, 500)}`)
      }),
    decline: url => walk(url, (_html, at) => request(`${at}/abort`)),
  }
}
