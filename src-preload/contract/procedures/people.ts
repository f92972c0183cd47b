import { z } from 'zod'
import { command, query } from '../define.ts'
import { Id, Nothing } from '../entities/ids.ts'
import { Organisation, Person } from '../entities/person.ts'

const Page = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }

export const peopleProcedures = {
  'persons.list': query(
    z.object({ search: z.string().max(500).optional(), organisationId: Id.optional(), ...Page }),
    z.object({ total: z.int(), rows: z.array(Person) }),
  ),
  'persons.get': query(z.object({ id: Id }), Person),
  'persons.save': command(
    z.object({
      id: Id.optional(),
      firstName: z.string().max(255).default(''),
      name: z.string().trim().min(1).max(255),
      active: z.boolean().default(true),
      organisationId: Id.nullable().default(null),
      addresses: z
        .array(z.string().regex(/^[^\s@<>",;]+@[^\s@<>",;]+$/, 'Write one e-mail address'))
        .min(1)
        .max(50),
    }),
    z.object({ id: Id }),
  ),
  'organisations.list': query(Nothing, z.array(Organisation)),
  'organisations.save': command(
    z.object({
      id: Id.optional(),
      name: z.string().trim().min(1).max(255),
      domains: z.array(z.string().max(255)).max(100).default([]),
    }),
    z.object({ id: Id }),
  ),
} as const
