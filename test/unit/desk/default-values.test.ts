import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDefaultValues, resolveDefaultValues } from '../../../src-main/engine/desk/default-values.ts'
import { createPerson } from '../../../src-main/engine/desk/people/create-person.ts'
import { saveOrganisation } from '../../../src-main/engine/desk/people/organisations.ts'
import { parseStimuli, stimulusFor } from '../../../src-main/engine/desk/stimuli.ts'
import { type TempStore, tempStore } from '../../store/temp-store.ts'

describe('default values as lines', () => {
  it('are split at the first colon, trimmed, with any line ends, blank lines left out', () => {
    const parsed = parseDefaultValues('impact: 2\r\n\r\n  solution : see http://x/ \rteam_id:A\n', 'Incident')
    expect(parsed.problems).toEqual([])
    expect(parsed.values).toEqual([
      { field: 'impact', value: '2', line: 1 },
      { field: 'solution', value: 'see http://x/', line: 3 },
      { field: 'team_id', value: 'A', line: 4 },
    ])
  })

  it.each([
    ['urgency:high', '2'],
    ['urgency:HIGH', '2'],
    ['urgency:Hígh', '2'],
    ['urgency:2', '2'],
    ['impact:a  person', '3'],
    ['origin:E-mail', 'mail'],
  ])('an enum by code or label: %s', (line, code) => {
    expect(parseDefaultValues(line, 'UserRequest')).toMatchObject({ values: [{ value: code }], problems: [] })
  })

  it.each([
    ['no colon here', /form field:value/],
    [': value', /form field:value/],
    ['colour:red', /no field colour/],
    ['constructor:x', /no field constructor/],
    ['priority:1', /cannot be set/],
    ['ref:R-000001', /cannot be set/],
    ['impact:everybody', /no value everybody; it may be A department, A service, A person/],
    ['impact:', /may not be empty/],
    ['org_id:', /may not be empty/],
    [`title:${'x'.repeat(256)}`, /at most 255/],
    ['approver_id:1', /Incident has no field approver_id/],
  ])('a bad line is named with its number and reason: %s', (line, reason) => {
    const { values, problems } = parseDefaultValues(`urgency:1\n\n${line}`, 'Incident')
    expect(values).toHaveLength(1)
    expect(problems).toEqual([{ line: 3, reason: expect.stringMatching(reason) }])
  })

  it('of a person have the fields of a person', () => {
    expect(parseDefaultValues('status:Inactive\nimpact:1', 'Person')).toMatchObject({
      values: [{ field: 'status', value: 'inactive' }],
      problems: [{ line: 2 }],
    })
  })
})

describe('default values with keys', () => {
  let temp: TempStore
  beforeAll(async () => {
    temp = tempStore()
    await temp.store.write(async tx => {
      const zurich = await saveOrganisation(tx, { name: 'Zürich Süd', domains: [] }, 1)
      const person = (firstName: string, name: string, address: string) =>
        createPerson(tx, { firstName, name, organisationId: zurich, addresses: [address] }, 1)
      await person('Renée', 'Muñoz', 'renee@example.org')
      await person('Jo', 'Li', 'jo@example.org')
      await person('Jo', 'Li', 'jo2@example.org')
    })
  })
  afterAll(() => temp.remove())

  it.each([
    ['org_id:1', { org_id: '1' }],
    ['org_id:zurich sud', { org_id: '1' }],
    ['org_id:ZÜRICH SÜD', { org_id: '1' }],
    ['agent_id:renee munoz', { agent_id: '1' }],
    ['agent_id:Muñoz, Renée', { agent_id: '1' }],
    ['agent_id:Renee@Example.org', { agent_id: '1' }],
    ['agent_id:3', { agent_id: '3' }],
    ['impact:1\nimpact:3', { impact: '3' }],
    ['', {}],
  ])('%j becomes %j', async (text, values) => {
    expect(await resolveDefaultValues(temp.store.reads, text, 'Incident')).toEqual({ ok: true, values })
  })

  it.each([
    ['org_id:Elsewhere', /Line 1: org_id: There is no organisation Elsewhere/],
    ['org_id:99', /no organisation 99/],
    ['impact:1\nagent_id:Jo Li', /Line 2: agent_id: 2 persons are named Jo Li; use an id/],
    ['agent_id:Nobody', /no person Nobody/],
    ['caller_id:Nobody\ncolour:red', /Line 1: caller_id/],
  ])('%j is refused', async (text, reason) => {
    const resolved = await resolveDefaultValues(temp.store.reads, text, 'Incident')
    expect(resolved).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })
})

describe('stimuli as lines', () => {
  it('give a stimulus for a state', () => {
    const text = 'pending:ev_assign\r\n\r\n resolved : ev_reopen\r\n'
    expect(parseStimuli(text, 'UserRequest')).toEqual({
      stimuli: { pending: 'ev_assign', resolved: 'ev_reopen' },
      problems: [],
    })
    expect(stimulusFor(text, 'resolved')).toBe('ev_reopen')
    expect(stimulusFor(text, 'new')).toBeNull()
  })

  it.each([
    ['resolved', /form state:stimulus/],
    ['open:ev_close', /no state open/],
    ['approved:ev_assign', /no state approved/],
    ['resolved:ev_explode', /no stimulus ev_explode/],
    ['new:ev_close', /leads nowhere/],
    ['closed:ev_reopen\nclosed:ev_reopen', /has a stimulus already/],
  ])('%j is refused', (text, reason) => {
    const { problems } = parseStimuli(text, 'Incident')
    expect(problems).toEqual([{ line: text.split('\n').length, reason: expect.stringMatching(reason) }])
  })
})
