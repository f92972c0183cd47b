import type { Attack } from './attack.ts'

const bullet = 'half-a-store'
const damage = 'test/store/damage.test.ts'
const half = 'test/store/half-a-store.test.ts'

export const storeAttacks: readonly Attack[] = [
  {
    bullet,
    attack: 'desk.db is lost: a new desk in silence, and the sweep takes all raw mail',
    file: half,
    test: 'adopt offers every raw mail, and no attachment, as new; a person decides, and each has one effect ($what)',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a sweep over two files that are no pair, or of which one has no id',
    file: half,
    test: 'asks the files itself whether they are a pair, and throws where they are not',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'an older desk.db put back beside the blobs.db of today, or a desk.db that lost its log after a kill',
    file: half,
    test: 'never takes a raw mail, whoever refers to it, and takes an attachment that nobody does',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'blobs.db is lost, or that of another store, or a new one',
    file: half,
    test: 'a desk goes on without its raw mail where a person says so, and check names what is missing',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a store from before there were ids, copied, half replaced',
    file: half,
    test: 'without ids are read as they are, and get them when they are opened for change and belong together',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a file that is empty, cut off, without its head, of another program, or beside the log of another store',
    file: damage,
    test: '$name',
    seed: 7,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a disk that is full is taken for a store in use',
    file: damage,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the name as the test file writes it.
    test: 'a full disk is said to be full (${mountsOrWhy}): $name',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'less than 500 MB of disk: mail is fetched until nothing is left',
    file: damage,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the name as the test file writes it.
    test: 'below 500 MB a poll keeps nothing, leaves mail where it is, and says why (${mountsOrWhy})',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a desktop on a damaged store ends without a word',
    file: 'test/shell/window.test.ts',
    test: 'says which file of the store is damaged, and what to do',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'a restore over half a store writes over the half that is there',
    file: damage,
    test: 'where %s: what was there stays beside it',
    seed: null,
    in: 'suite',
  },
  {
    bullet,
    attack: 'every command on every damage, and on disks that are full or read-only',
    file: 'test/soak-damage.ts',
    test: 'npm run soak -- --only damage',
    seed: null,
    in: 'soak',
  },
]
