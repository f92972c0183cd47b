import type { Tried } from './try-plants.ts'

const WORDS: Readonly<Record<Tried['verdict'], string>> = {
  noticed: 'noticed',
  unnoticed: 'UNNOTICED',
  broken: 'BROKEN',
  late: 'TOO LATE',
}

/** One line; the reason only where something is wrong. */
export function describeTried({ plant, verdict, because, seconds }: Tried): string {
  const why = verdict === 'noticed' ? '' : `: ${because}`
  return `${WORDS[verdict].padEnd(9)}  ${seconds.toFixed(1).padStart(5)} s  ${plant.name}${why}`
}
