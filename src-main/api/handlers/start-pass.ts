import { describeError } from '../../engine/errors.ts'
import type { Engine } from '../../engine/index.ts'
import { pausedSince } from '../../engine/poll/pause.ts'
import { inboxById } from '../../engine/settings/inboxes.ts'

/** In the background. An inbox that is switched off, or polling that is paused, stays so: somebody checks it by hand. */
export async function startPass(engine: Engine, inboxId: number): Promise<void> {
  const { active } = await inboxById(engine.store.reads, inboxId)
  if (!active || (await pausedSince(engine.store.reads)) !== null) return
  startPassByHand(engine, inboxId)
}

/** In the background, also over an inbox that is switched off: a person asked for something that only a pass does. */
export function startPassByHand(engine: Engine, inboxId: number): void {
  engine.passes.run(inboxId, { actAtOnce: false }).catch(error => {
    engine.log.error('pass.failed', { inboxId, error: describeError(error) })
  })
}
