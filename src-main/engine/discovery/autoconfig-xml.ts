import { Parser } from 'htmlparser2'
import { AppError } from '../errors.ts'

/** One server as the file describes it, unchecked. */
export type ConfiguredServer = {
  readonly direction: 'incoming' | 'outgoing'
  readonly type: string
  readonly hostname: string
  readonly port: string
  readonly socketType: string
  readonly username: string
  /** In the order of preference of the provider. */
  readonly authentication: readonly string[]
}

/** A real file has some forty elements, five deep. */
const mostElements = 2_000
const deepest = 20
const longestText = 500

const kinds = { incomingserver: 'incoming', outgoingserver: 'outgoing' } as const
const single = new Set(['hostname', 'port', 'sockettype', 'username'])

/**
 * The servers in a configuration file (format "config-v1.1", of Thunderbird's making). Entities of the file's own are
 * never expanded, nothing else is loaded. Throws AppError `source-unreadable` for what no provider would send.
 */
export function readAutoconfig(xml: string): readonly ConfiguredServer[] {
  const servers: ConfiguredServer[] = []
  let fields: Map<string, string> | undefined
  let authentication: string[] = []
  let opened: { readonly direction: 'incoming' | 'outgoing'; readonly type: string; readonly depth: number } | undefined
  let isConfig = false
  let elements = 0
  let depth = 0
  let text = ''

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1
        depth += 1
        text = ''
        if (elements > mostElements || depth > deepest) throw strange('It is far too large or too deeply nested.')
        const tag = name.toLowerCase()
        if (tag === 'clientconfig') isConfig = true
        if (!isConfig || opened || !isKind(tag)) return
        opened = { direction: kinds[tag], type: (attributes['type'] ?? '').toLowerCase(), depth }
        fields = new Map()
        authentication = []
      },
      ontext(data) {
        if (text.length <= longestText) text += data
      },
      onclosetag(name) {
        const tag = name.toLowerCase()
        const value = text.trim()
        if (opened && fields && depth === opened.depth + 1 && value.length <= longestText) {
          if (tag === 'authentication') authentication.push(value)
          else if (single.has(tag) && !fields.has(tag)) fields.set(tag, value)
        }
        if (opened && fields && depth === opened.depth) {
          const field = (key: string) => fields?.get(key) ?? ''
          servers.push({
            direction: opened.direction,
            type: opened.type,
            hostname: field('hostname'),
            port: field('port'),
            socketType: field('sockettype'),
            username: field('username'),
            authentication,
          })
          opened = undefined
        }
        depth -= 1
        text = ''
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(xml)
  parser.end()
  if (!isConfig) throw strange('It is no configuration of a mail program.')
  return servers
}

function isKind(tag: string): tag is keyof typeof kinds {
  return Object.hasOwn(kinds, tag)
}

function strange(why: string): AppError {
  return new AppError('source-unreadable', `The file was not used. ${why}`)
}
