import { z } from 'zod'
import { Id } from './ids.ts'

export const Person = z.object({
  id: Id,
  firstName: z.string(),
  name: z.string(),
  active: z.boolean(),
  organisationId: Id.nullable(),
  organisationName: z.string(),
  addresses: z.array(z.string()),
})
export type Person = z.infer<typeof Person>

export const Organisation = z.object({ id: Id, name: z.string(), domains: z.array(z.string()) })
export type Organisation = z.infer<typeof Organisation>
