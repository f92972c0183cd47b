import { listPersons, personById } from '../../engine/desk/people/list-persons.ts'
import { listOrganisations, saveOrganisation } from '../../engine/desk/people/organisations.ts'
import { savePerson } from '../../engine/desk/people/save-person.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

export const peopleHandlers: HandlersOf<'persons'> & HandlersOf<'organisations'> = {
  async 'persons.list'(engine, { organisationId, ...page }) {
    const organisation = organisationId === undefined ? undefined : toRowId(organisationId, 'organisationId')
    return listPersons(engine.store.reads, { ...page, organisationId: organisation })
  },
  'persons.get': (engine, { id }) => personById(engine.store.reads, toRowId(id)),
  async 'persons.save'(engine, { id, organisationId, ...person }) {
    const changes = {
      ...person,
      ...(id === undefined ? {} : { id: toRowId(id) }),
      organisationId: organisationId === null ? null : toRowId(organisationId, 'organisationId'),
    }
    const saved = await engine.store.write(tx => savePerson(tx, changes, engine.clock.now()))
    engine.events.emit('people.changed', {})
    return { id: String(saved) }
  },
  'organisations.list': engine => listOrganisations(engine.store.reads),
  async 'organisations.save'(engine, { id, name, domains }) {
    const changes = { name, domains, ...(id === undefined ? {} : { id: toRowId(id) }) }
    const saved = await engine.store.write(tx => saveOrganisation(tx, changes, engine.clock.now()))
    engine.events.emit('people.changed', {})
    return { id: String(saved) }
  },
}
