import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { Plant } from './plant.ts'

/** The plants in an order that another commit changes, so that in time each has its turn; without git, as they are listed. */
export function inOrderOf(commit: string | null, plants: readonly Plant[]): readonly Plant[] {
  if (commit === null) return plants
  const places = new Map(
    plants.map(plant => [plant, createHash('sha256').update(`${commit} ${plant.name}`).digest('hex')]),
  )
  const placeOf = (plant: Plant) => places.get(plant) ?? ''
  return plants.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))
}

/** The commit that is checked out; null outside of git. */
export function currentCommit(root: string): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' })
  const commit = status === 0 ? stdout.trim() : ''
  return /^[0-9a-f]{40,64}$/.test(commit) ? commit : null
}
