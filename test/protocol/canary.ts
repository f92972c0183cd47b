import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

/** A password that looks different in every way of writing it down. */
export const CANARY = 'Kanari"4711\\+/=&?% ~>zwitschert'

/** The forms in which a secret can lie about, by name. */
function formsOf(secret: string, login: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  const base64 = [0, 1, 2].map(offset => {
    // Letters that the neighbours in a blob have a part in are left out.
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    return text.slice(offset === 0 ? 0 : offset + 1, Math.floor(((offset + bytes.length) * 8) / 6))
  })
  return new Map([
    ['plain', secret],
    ['quoted', secret.replace(/["\\]/g, '\\$&')],
    ['JSON', json],
    ['JSON in JSON', JSON.stringify(json).slice(1, -1)],
    ['URL', encodeURIComponent(secret)],
    ['form', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['hex', bytes.toString('hex')],
    ['HEX', bytes.toString('hex').toUpperCase()],
    ['UTF-16', Buffer.from(secret, 'utf16le').toString('latin1')],
    ['AUTHENTICATE PLAIN', Buffer.from(`\0${login}\0${secret}`).toString('base64')],
    ...base64.map((text, offset) => [`base64 at ${offset}`, text] as const),
    ...base64.map(
      (text, offset) => [`base64url at ${offset}`, text.replaceAll('+', '-').replaceAll('/', '_')] as const,
    ),
  ])
}

/** Every form in one text, as a server may throw it back. */
export function inEveryForm(secret: string, login: string): string {
  return [...formsOf(secret, login).values()].join(' , ')
}

/** The names of the forms in which the secret stands in the bytes. */
export function findSecret(haystack: Uint8Array | string, secret: string, login: string): readonly string[] {
  const bytes = Buffer.from(haystack)
  return [...formsOf(secret, login)]
    .filter(([, form]) => bytes.includes(Buffer.from(form, 'latin1')))
    .map(([name]) => name)
}

/** The same for every file under a folder: `file: form`. */
export async function findInFiles(folder: string, secret: string, login: string): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const forms = findSecret(await readFile(file), secret, login)
    found.push(...forms.map(form => `${relative(folder, file)}: ${form}`))
  }
  return found
}
