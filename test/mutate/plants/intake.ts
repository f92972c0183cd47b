import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const intakePlants: readonly Plant[] = [
  {
    name: 'the duplicate step is dropped',
    file: `${engine}/intake/pipeline.ts`,
    find: '  duplicate, //        before anything is looked for: a copy has no effect at all\n',
    replace: '',
    tests: ['test/architecture/pipeline.test.ts', 'test/protocol/mailbox-to-tickets.test.ts'],
  },
  {
    name: 'undesired subjects pass',
    file: `${engine}/intake/steps/undesired-subject.ts`,
    find: 'if (!hit) return',
    replace: 'if (hit !== undefined) return',
    tests: ['test/unit/intake/steps/undesired-subject.test.ts'],
  },
  {
    name: 'own mail coming back is taken for a request',
    file: `${engine}/intake/steps/own-mail.ts`,
    find: 'if (!own) return',
    replace: 'if (own !== undefined) return',
    tests: ['test/unit/intake/steps/own-mail.test.ts'],
  },
  {
    name: 'Auto-Submitted: no counts as a machine',
    file: `${engine}/intake/automatic/classify-automatic.ts`,
    find: "if (keywordOf(headers, 'auto-submitted') === 'no') {",
    replace: "if (keywordOf(headers, 'auto-submitted') === 'never') {",
    tests: ['test/unit/intake/automatic.test.ts'],
  },
  {
    name: 'a reused Message-ID alone makes a duplicate',
    file: `${engine}/intake/steps/duplicate.ts`,
    find: 'message.fingerprint === mail.fingerprint',
    replace: 'message.rowId > 0',
    tests: ['test/unit/intake/steps/duplicate.test.ts'],
  },
  {
    name: 'the guard on the state of a message is dropped',
    file: `${engine}/intake/commit/message-outcome.ts`,
    find: "    .where('state', '=', 'new')\n",
    replace: '',
    tests: ['test/store/exactly-once.test.ts'],
  },
  {
    name: 'the raw mail is not kept before its row says so',
    file: `${engine}/intake/keep.ts`,
    find: '    await blobs.put(slice, now)\n    await nextTurn()\n    slice = []',
    replace: '    await nextTurn()\n    slice = []',
    tests: ['test/store/exactly-once.test.ts'],
  },
  {
    name: 'the sanitiser lets every element through',
    file: `${engine}/mail/html/sanitise.ts`,
    find: 'if (!allowedElements.has(element.name)) {',
    replace: 'if (!allowedElements.has(element.name) && element.name.length > 99) {',
    tests: ['test/unit/mail'],
  },
  {
    name: 'a mail is decided on without what its ticket holds',
    file: `${engine}/intake/process-message.ts`,
    find: 'if (hasTypedInside(reply.mail, heldTexts)) return { heldTexts }',
    replace: '',
    tests: ['test/store/held-texts.test.ts'],
  },
  {
    name: 'mail to many is answered',
    file: `${engine}/intake/automatic/classify-automatic.ts`,
    find: 'mayUpdate: true, mayReopen: false, mayBeAnswered: false }',
    replace: 'mayUpdate: true, mayReopen: false, mayBeAnswered: true }',
    tests: ['test/unit/intake/automatic.test.ts'],
    test: 'lets machines that answer do nothing',
  },
  {
    name: 'an absence note opens a ticket again',
    file: `${engine}/intake/automatic/classify-automatic.ts`,
    find: 'mayCreate: false, mayUpdate: false, mayReopen: false,',
    replace: 'mayCreate: false, mayUpdate: true, mayReopen: true,',
    tests: ['test/unit/intake/automatic.test.ts'],
    test: 'lets machines that answer do nothing',
  },
]
