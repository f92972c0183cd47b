import { commands } from './store/damage/commands.ts'
import { damages } from './store/damage/damages.ts'
import { prepareDamageGround } from './store/damage/ground.ts'
import { canMount, mountsOrWhy } from './store/damage/mounts.ts'
import { tryDamage } from './store/damage/try-damage.ts'
import { tryOnFullDisk, tryReadOnly } from './store/damage/try-disk.ts'

/** Every command on every kind of damaged store, and where nothing can be written; what is wrong, a line each. */
export async function soakDamage(say: (text: string) => void): Promise<number> {
  const startedAt = performance.now()
  const ground = await prepareDamageGround()
  let [tried, failed] = [0, 0]
  const attempt = async (name: string, work: () => Promise<readonly string[]>) => {
    const wrong = await work().catch(error => [error instanceof Error ? (error.stack ?? error.message) : String(error)])
    tried += 1
    if (wrong.length === 0) return
    failed += 1
    say([`damage: ${name}`, ...wrong].join('\n    '))
  }
  try {
    for (const command of commands) {
      for (const damage of damages) {
        await attempt(`${damage.name}, ${command.name}`, () => tryDamage(ground, damage, command))
      }
      if (!canMount) continue
      await attempt(`read-only, ${command.name}`, () => tryReadOnly(ground, command))
      await attempt(`disk full, ${command.name}`, () => tryOnFullDisk(ground, command))
    }
  } finally {
    ground.remove()
  }
  if (!canMount) say(`damage: disks that are full or read-only ${mountsOrWhy}`)
  say(`damage: ${tried} commands, ${failed} wrong, ${Math.round((performance.now() - startedAt) / 1000)} s`)
  return failed
}
