import { describe, expect, it } from 'vitest'
import type { DeskField } from '../../../src-main/engine/desk/classes/class-definition.ts'
import { ticketClasses } from '../../../src-main/engine/desk/classes/ticket-classes.ts'
import { fieldsLeftEmpty, leftEmpty } from '../../../src-main/engine/desk/fields-left-empty.ts'

const field = (code: string, more: Partial<DeskField> = {}): DeskField => ({
  code,
  label: code,
  kind: 'text',
  mandatory: true,
  ...more,
})

describe('mandatory fields that would stay empty', () => {
  it('are those that neither the mail, nor a default value, nor the class itself fills', () => {
    const fields = [
      field('from-mail'),
      field('by-default'),
      field('emptied'),
      field('initial', { initial: 'x' }),
      field('optional', { mandatory: false }),
      field('nobody'),
    ]
    const left = leftEmpty(fields, ['from-mail'], { 'by-default': 'x', emptied: '' })
    expect(left.map(({ code }) => code)).toEqual(['emptied', 'nobody'])
  })

  it('are none in any class that there is', () => {
    for (const { name } of ticketClasses) expect(fieldsLeftEmpty(name, {})).toEqual([])
    expect(fieldsLeftEmpty('Person', {})).toEqual([])
  })
})
