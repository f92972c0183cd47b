import type { Attack } from './attack.ts'

/** Every attack of the list, by the part of the product that it is against. */
export const attacks: readonly Attack[] = []
