import { adoptMail } from '../../engine/index.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { openOwn } from '../open-desk.ts'
import { printJson, say } from '../output.ts'

/** Goes on with half a store: a new desk on stored raw mail, which is offered again, or a desk without its raw mail. */
export const adopt: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, { 'without-raw-mail': { type: 'boolean', default: false } })
  requireWords(positionals)
  const desk = await openOwn(dataDir, 'command-line', values['without-raw-mail'] ? 'without-raw-mail' : 'raw-mail')
  try {
    if (values['without-raw-mail']) {
      say('An empty blobs.db was made. postdesk check names the mail and the attachments that are missing.')
      return 0
    }
    const adopted = await adoptMail(desk.engine)
    printJson(adopted)
    if (adopted.folder === null) say('Every stored mail belongs to a message of this desk: there is nothing to adopt.')
    else
      say(
        `${adopted.messages} stored messages are new in the inactive inbox “Adopted mail” (${adopted.folder}). Decide there which of them to process.`,
      )
    return 0
  } finally {
    await desk.close()
  }
}
