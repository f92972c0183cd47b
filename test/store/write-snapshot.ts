import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dumpSchema, migratedDatabase } from './dump-schema.ts'

/** Run by hand after a migration was added: `node test/store/write-snapshot.ts`. The difference belongs into review. */
writeFileSync(join(import.meta.dirname, 'schema.snapshot.sql'), dumpSchema(migratedDatabase()))
