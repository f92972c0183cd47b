/**
 * The rules that cut, each with one sentence for the screens. The names are stored with every entry: never rename one.
 * Rules of the administrator are named by what he wrote: `html-tags-to-remove TAG`, `multiline-delimiter PATTERN`,
 * `delimiter PATTERN`.
 */
export const ruleNames = {
  'reply-above': 'Below the line that asks to reply above it.',
  'html-tags-to-remove': 'An HTML element that the settings name.',
  'multiline-delimiter': 'All that follows a multi-line delimiter of the settings.',
  delimiter: 'Lines that a delimiter pattern of the settings matches.',
  attribution: 'What follows a line such as “On Monday, Jane wrote:”.',
  'header-block': 'What follows the header of an earlier mail (From, Sent, To, Subject).',
  'original-message': 'What follows a line such as “-----Original Message-----”.',
  'notes-header': 'What follows the header that Lotus Notes puts before an earlier mail.',
  'cite-quote': 'A quotation as Apple Mail, Thunderbird and others mark it.',
  'gmail-quote': 'The quotation of Gmail.',
  'thunderbird-quote': 'The quotation of Thunderbird.',
  'yahoo-quote': 'The quotation of Yahoo Mail and AOL.',
  'proton-quote': 'The quotation of Proton Mail.',
  'tutanota-quote': 'The quotation of Tuta.',
  'zoho-quote': 'The quotation of Zoho Mail.',
  'zimbra-quote': 'The quotation of Zimbra.',
  'spark-quote': 'The quotation of Spark.',
  'webmail-quote': 'The quotation of a webmail program.',
  'outlook-quote': 'What follows the mark of Outlook before an earlier mail.',
  'outlook-mobile-quote': 'What follows the mark of Outlook on a phone before an earlier mail.',
  'outlook-border': 'What follows the line that Outlook draws above the header of an earlier mail.',
  signature: 'The signature of the sender.',
} as const

export type RuleName = keyof typeof ruleNames

/** What a stored rule means, null for a name of another version. */
export function ruleMeaning(rule: string): string | null {
  const [name = ''] = rule.split(' ', 1)
  return Object.hasOwn(ruleNames, name) ? ruleNames[name as RuleName] : null
}
