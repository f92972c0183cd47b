/** The call's words are off: exit code 2 with one line. */
export class UsageError extends Error {}

export const usage = `Usage: postdesk [--data DIR] COMMAND

  serve [--port N] [--no-open]          the application in a browser, polling while it runs
  inbox add --file F [--password-env NAME | --password-file F]
  inbox list --json | inbox remove ID | inbox test ID --json
  poll [--inbox ID] --json [--verbose]  one pass, then exit
  explain [FILE...] [--stdin] [--inbox ID | --inbox-file F] [--settings F]
  messages list --inbox ID --json | messages reset|ignore|delete|process ID... | messages eml ID
  tickets list --json | tickets show REF --json
  changes clean --limit N [--count N] [--older-than 1h] [--debug]
  adopt [--without-raw-mail]            goes on where desk.db or blobs.db was lost
  check --json | backup FILE [--force] | restore FILE | export DIR [--force]
`
