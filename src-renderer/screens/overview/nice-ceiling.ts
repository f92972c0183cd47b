/** The round number at the top of a scale: at least `most`, and its half is a whole number. */
export function niceCeiling(most: number): number {
  if (most <= 2) return 2
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 4, 6, 8, 10].find(each => each * power >= most && (each * power) % 2 === 0) ?? 10
  return step * power
}
