import type { DeskField } from '../classes/class-definition.ts'

/** Fields of a person that `caller_default_values` may set; those without a column of their own go into `fields`. */
export const personFields: readonly DeskField[] = [
  { code: 'name', label: 'Last name', kind: 'text', mandatory: true, maxLength: 255 },
  { code: 'first_name', label: 'First name', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'org_id', label: 'Organisation', kind: 'key', target: 'organisation', mandatory: false },
  {
    code: 'status',
    label: 'Status',
    kind: 'enum',
    mandatory: false,
    values: [
      { code: 'active', label: 'Active' },
      { code: 'inactive', label: 'Inactive' },
    ],
    initial: 'active',
  },
  { code: 'function', label: 'Function', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'phone', label: 'Phone', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'mobile_phone', label: 'Mobile phone', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'employee_number', label: 'Employee number', kind: 'text', mandatory: false, maxLength: 255 },
  {
    code: 'notify',
    label: 'Notification',
    kind: 'enum',
    mandatory: false,
    values: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No' },
    ],
    initial: 'yes',
  },
  { code: 'email', label: 'E-mail', kind: 'text', mandatory: false, readOnly: true },
]
