import type { Attack } from './attack.ts'

const used = 'file-name-used-again' as const
const odd = 'folder-source' as const
const names = 'test/protocol/file-names.test.ts'
const files = 'test/unit/sources/folder-odd-files.test.ts'
const desk = 'test/protocol/folder-oddities.test.ts'

/** Against mail in folders on disk. */
export const folderAttacks: readonly Attack[] = [
  { bullet: used, attack: 'Another mail under the name of one that was deleted', file: names, test: 'is new mail after the delete of the first one', seed: null, in: 'suite' },
  { bullet: used, attack: 'Another mail under the name of one that was moved', file: names, test: 'is new mail after the move of the first one', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file replaced while the action of the first one waits', file: names, test: 'is new mail also while the action of the first one waits, which leaves it alone', seed: null, in: 'suite' },
  { bullet: used, attack: 'Another file with the same size and time, renamed into place', file: names, test: 'is new mail with the same size and time, put in its place by a rename', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file replaced between the listing and its deletion', file: files, test: 'remove leaves another file alone that took the name', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file replaced between the listing and its move', file: files, test: 'move leaves another file alone that took the name', seed: null, in: 'suite' },
  { bullet: used, attack: 'A name used again for a mail that was there before', file: names, test: 'keeps its message when the same mail comes back under it', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file touched, with its content unchanged', file: names, test: 'is not used again by a file that was only touched, which is read once', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file that is still being written when it is listed', file: names, test: 'is one message for a mail that grows before it is read whole', seed: null, in: 'suite' },
  { bullet: used, attack: 'A used name whose first mail was ignored unread', file: names, test: 'is new mail where the first one was ignored and never read', seed: null, in: 'suite' },
  { bullet: used, attack: 'A file overwritten in place between listing and fetch', file: files, test: 'are left out when they were removed or overwritten between the listing and the reading', seed: null, in: 'suite' },
  { bullet: used, attack: 'The upgrade of a store with 100 files', file: names, test: 'reads nothing again: no file is opened, no message is new', seed: null, in: 'suite' },
  { bullet: used, attack: 'A name that was used again before the upgrade', file: names, test: 'finds the mail that took a used name before the upgrade', seed: null, in: 'suite' },
  { bullet: used, attack: 'A Maildir whose flags change', file: names, test: 'shows the same mail with other flags and on its way from new to cur, without reading it again', seed: null, in: 'suite' },
  { bullet: used, attack: 'A Maildir name used again', file: names, test: 'takes a unique name that is used again as new mail', seed: null, in: 'suite' },
  { bullet: used, attack: 'The mails of an mbox taken out and put back', file: names, test: 'knows its mails by their content when others are taken out and the same come back', seed: null, in: 'suite' },
  { bullet: used, attack: 'A move onto a name that another mail, a pipe or a folder has', file: files, test: 'never overwrites or opens what has the name in the target, be it another mail, a pipe or a folder', seed: null, in: 'suite' },
  { bullet: used, attack: 'A move onto the same mail', file: files, test: 'takes only the old name away where the target holds the same mail already', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A folder, a pipe, a socket, a device, broken and looping links named like mail', file: files, test: 'have a row with their reason, and the others are read', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file without permission', file: files, test: 'tell in words why the file system refuses them', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file that becomes a pipe before it is read', file: files, test: 'are left out when they became a pipe between the listing and the reading, and nobody waits for it', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file that vanishes between listing and reading', file: files, test: 'are left out when they were removed or overwritten between the listing and the reading', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file of 3 GiB', file: files, test: 'has its size and its headers, at the cost of these alone, and is never read whole', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file of 3 GiB in an inbox', file: desk, test: 'keeps headers and size of a mail of 3 GiB, and is not stopped by it', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A name that is not UTF-8', file: files, test: 'has its uid, and is found again by its bytes', seed: null, in: 'suite' },
  { bullet: odd, attack: 'Odd files in an inbox', file: desk, test: 'processes the others, and shows each odd one as new with its reason until it can be read', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A link out of the folder', file: files, test: 'that lead outside of the folder are not followed', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A file replaced by a link after the look', file: files, test: 'that took the place of a file since it was listed are not followed', seed: null, in: 'suite' },
  { bullet: odd, attack: 'Links in an inbox that says to follow them', file: desk, test: 'follows links that lead outside only when the inbox says so', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A link that is removed or moved', file: files, test: 'are removed themselves, and moved as the mail that they lead to', seed: null, in: 'suite' },
  { bullet: odd, attack: 'An mbox whose mail shall be deleted', file: desk, test: 'refuses {"email_storage":"delete"} when the inbox is saved, with the field and the remedy', seed: null, in: 'suite' },
  { bullet: odd, attack: 'A stored inbox whose mbox shall be emptied', file: desk, test: 'keeps what a stored inbox says, shows it, and does nothing of it', seed: null, in: 'suite' },
]
