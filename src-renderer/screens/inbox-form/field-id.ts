/** The place of a field on the page, by its name in the configuration. */
export function fieldId(name: string): string {
  return `inbox-${name}`
}
