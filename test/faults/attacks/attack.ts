/** What `attacks.md` lists: a way in which mail was lost or others were stopped, and the test that shows it is closed. */
export type Attack = {
  /** Of `BULLETS`: which promise it was against. */
  readonly bullet: Bullet
  /** The attack in a few words. */
  readonly attack: string
  /** Its test: the file, from the project's root, and the test's own name without those of its groups. */
  readonly file: string
  readonly test: string
  /** Of its random numbers; null where nothing is random. */
  readonly seed: number | null
  readonly in: 'suite' | 'soak'
}

export const BULLETS = {
  'file-name-used-again': 'A file name used again is new mail',
  'folder-source': 'A folder with files that cannot be read, links and odd names',
  'stays-for-ever': 'An inbox whose mail stays for ever',
  readonly: 'An inbox that is read only',
  'settings-reach-queue': 'Settings changed while server actions wait',
  'stimulus-by-mail': 'A stimulus by mail, and automatic mail',
  'half-a-store': 'One of the two files of the store is lost, foreign, empty or damaged',
  'backup-target': 'Backups and exports onto files and places that are not for them',
  'file-modes': 'Who can read the store, its backups and exports; keys after a restore',
  'one-bad-message': 'One message that an IMAP server cannot hand over',
  'server-floods': 'A server that floods',
  'slow-patterns': 'Patterns that take for ever',
  interruptions: 'A mail that ends the process, and its neighbours',
  'command-socket': 'What a client says to the service, and how much it asks at once',
} as const

export type Bullet = keyof typeof BULLETS
