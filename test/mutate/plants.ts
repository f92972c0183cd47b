import type { Plant } from './plant.ts'
import { attacksPlants } from './plants/attacks.ts'
import { connectionsPlants } from './plants/connections.ts'
import { deskPlants } from './plants/desk.ts'
import { hostsPlants } from './plants/hosts.ts'
import { imapPlants } from './plants/imap.ts'
import { intakePlants } from './plants/intake.ts'
import { outboxPlants } from './plants/outbox.ts'
import { pollPlants } from './plants/poll.ts'
import { pop3Plants } from './plants/pop3.ts'
import { storePlants } from './plants/store.ts'

/** Every planted change, by the room that it breaks. */
export const plants: readonly Plant[] = [
  ...intakePlants,
  ...storePlants,
  ...outboxPlants,
  ...imapPlants,
  ...pop3Plants,
  ...connectionsPlants,
  ...pollPlants,
  ...deskPlants,
  ...hostsPlants,
  ...attacksPlants,
]
