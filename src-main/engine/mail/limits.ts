/**
 * Every bound of reading, with its reason. Ordinary mail stays far below all of them; they keep one hostile mail from
 * costing more than its own row.
 */
export const limits = {
  /** Header block of the mail or of a part; RFC 5322 names no limit, real ones reach 100 KB with long Received chains. */
  headerBytes: 512 * 1024,
  /** How far the essential fields are looked for behind those; lines cost less than 1 µs each. */
  headerScanBytes: 8 * 1024 * 1024,
  /** Of one line of the block; RFC 5322 allows 998 bytes, address lists that are not folded reach 100 KB. */
  headerLineLength: 128 * 1024,
  /** Fields of one block: a Received chain has dozens, a mail with more than this wants to be slow. */
  headerFields: 2_000,
  /** Of one unfolded field; longer ones (address lists aside) hold nothing that is shown or searched. */
  headerValueLength: 64 * 1024,
  /** Of a header value that goes on to the desk as evidence. */
  evidenceLength: 2_000,
  /** RFC 5322 line length: a Message-ID has to fit one line; longer ones are cut so that they stay one key. */
  messageIdLength: 998,
  /** Several lines of a narrow screen; what is longer was made by a program. */
  subjectLength: 2_000,
  /** Newsletters to whole companies; the desk looks at the first few. */
  addresses: 1_000,
  addressLength: 320,
  nameLength: 500,
  /** Long threads keep about 100; the newest come first, so the cut loses only old ones. */
  references: 200,
  /** Recipients of one delivery report: a list with more dead addresses than this needs its owner, not us. */
  reportRecipients: 100,
  /** Characters of what a server said about one recipient. */
  diagnosticLength: 500,
  /** MIME parts of one mail; digests of several hundred mails exist. */
  parts: 2_000,
  /** Multipart inside multipart; deeper than about ten is no client we know. */
  partDepth: 50,
  /** Searches for a boundary that the header names wrongly: each costs a pass over the rest of the mail. */
  boundaryGuesses: 20,
  /** Characters of a body that are kept; a screen or a search needs no more, and the raw mail has all of it. */
  bodyLength: 4_000_000,
  /** Encoded bytes of one text part that are decoded: quoted-printable UTF-8 takes 6 a character, Latin letters mostly 1. */
  bodyBytes: 24 * 1024 * 1024,
  /** The decoder of UTF-7 needs 1 s for a megabyte of shifts; only old and hostile mail comes in it. */
  utf7Bytes: 512 * 1024,
  /** Characters of a body that the new part is looked for in. Beyond it lies only quoted text or a log file. */
  newPartLength: 1_000_000,
  /** Characters of a ticket that a quote is compared with: the last dozen mails of a long conversation. */
  heldTextLength: 60_000,
  /** Quoted lines that are compared with what is held already; each is looked for in all of it. */
  heldLines: 3_000,
  /** Open HTML elements; a parser's cost grows with the depth. Browsers flatten at 512. */
  htmlDepth: 200,
  /** Unclosed HTML elements at which the rest is read as plain text: the tokenizer's stack is linear to search. */
  htmlOpenElements: 3_000,
  htmlNodes: 400_000,
  /** Of an attachment's label: most file systems end at 255 bytes. */
  nameOfPartLength: 200,
  /** What a header may claim and still be measured, which decodes nothing: 65,535 x 65,535, the most JPEG can say. */
  headerPixels: 4_294_836_225,
  /** Pixels of all frames together; a picture that claims more is a bomb, not a photo, and is not decoded. */
  resizedPixels: 100_000_000,
  /** A screen recording of a minute; each frame costs time however small it is. */
  imageFrames: 1_000,
  /** Reading an image header takes milliseconds; libvips cannot be stopped from outside. */
  imageSeconds: 5,
  /** Resizing one picture; a photo of 24 million pixels takes 0.4 s, a long animation several seconds. */
  resizeSeconds: 8,
  /** All pictures of one mail together; what comes after is kept as it came. Leaves reading its share of `readMs`. */
  resizesMs: 12_000,
  /** Pictures whose size is looked up; a mail with more is a gallery, and the rest is kept unmeasured. */
  measuredImages: 200,
  /** Per pattern and mail. A pattern written by a person needs less than 1 ms. */
  patternMs: 100,
  /** All patterns of one mail together: even twenty slow ones leave the mail readable. */
  patternsMs: 2_000,
  /** Characters of the subject that patterns see. */
  patternSubjectLength: 2_000,
  /** Trying a new pattern, by the thread's processor time: a person waits for it. Good patterns need a few of them. */
  patternCheckMs: 2_000,
  /** All patterns of one save together: some 400 good ones. What was tried is remembered, so that a second save goes on. */
  patternChecksMs: 4_000,
  /** By the clock: a thread that starts on a busy machine and then uses all of `patternChecksMs`. After it the thread ends. */
  patternChecksPatienceMs: 60_000,
  /** Checks that wait for the one thread; each is a person who saves, or a form that asks while somebody types. */
  patternChecksWaiting: 32,
  patternLength: 2_000,
  patternGroups: 20,
  patternGroupLength: 200,
  /** Wall clock for one mail; the slowest of the public torture mails needs well under 1 s. */
  readMs: 30_000,
  /** First try, without a watchdog for each pattern: a hundred times an ordinary mail, and soon enough for the second. */
  fastReadMs: 1_500,
  /** V8 heap of one worker: a DOM of 4 million characters takes about 150 MB. */
  workerMemoryMb: 512,
  /** What a worker may let lie before it clears up: left alone, V8 takes 80 MB more a thread, and is no faster. */
  workerYoungMb: 24,
} as const
