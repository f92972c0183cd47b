import type { Reach } from '../reach.ts'
import { createHttpsGet } from './https-get.ts'
import { probeServer } from './probe-server.ts'
import { isPublicAddress } from './public-address.ts'
import { systemResolver } from './system-resolver.ts'

/** The real world. */
export const systemReach: Reach = {
  resolver: systemResolver,
  get: createHttpsGet({ mayCall: isPublicAddress }),
  probe: probeServer,
}
