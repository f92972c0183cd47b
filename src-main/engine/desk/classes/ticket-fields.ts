import type { DeskField } from './class-definition.ts'
import { impacts, priorities, urgencies } from './priorities.ts'

/** As long as iTop's title column. */
export const TITLE_MAX_LENGTH = 255

/**
 * What both classes share. The organisation is not mandatory, other than in iTop: a caller who wrote for the first
 * time may belong to none that we know. Team, service and subcategory are kept as written until they have tables.
 */
export const ticketFields: readonly DeskField[] = [
  { code: 'title', label: 'Title', kind: 'text', mandatory: true, maxLength: TITLE_MAX_LENGTH },
  { code: 'description', label: 'Description', kind: 'html', mandatory: false },
  { code: 'org_id', label: 'Organisation', kind: 'key', target: 'organisation', mandatory: false },
  { code: 'caller_id', label: 'Caller', kind: 'key', target: 'person', mandatory: true },
  {
    code: 'origin',
    label: 'Origin',
    kind: 'enum',
    mandatory: false,
    values: [
      { code: 'mail', label: 'E-mail' },
      { code: 'phone', label: 'Phone' },
      { code: 'portal', label: 'Portal' },
      { code: 'monitoring', label: 'Monitoring' },
      { code: 'in_person', label: 'In person' },
      { code: 'chat', label: 'Chat' },
    ],
  },
  { code: 'impact', label: 'Impact', kind: 'enum', mandatory: true, values: impacts, initial: '1' },
  { code: 'urgency', label: 'Urgency', kind: 'enum', mandatory: true, values: urgencies, initial: '4' },
  { code: 'priority', label: 'Priority', kind: 'enum', mandatory: false, readOnly: true, values: priorities },
  { code: 'agent_id', label: 'Agent', kind: 'key', target: 'person', mandatory: false },
  { code: 'team_id', label: 'Team', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'service_id', label: 'Service', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'servicesubcategory_id', label: 'Service subcategory', kind: 'text', mandatory: false, maxLength: 255 },
  { code: 'pending_reason', label: 'Pending reason', kind: 'text', mandatory: false },
  {
    code: 'resolution_code',
    label: 'Resolution code',
    kind: 'enum',
    mandatory: false,
    values: [
      { code: 'assistance', label: 'Assistance' },
      { code: 'bug fixed', label: 'Bug fixed' },
      { code: 'hardware repair', label: 'Hardware repair' },
      { code: 'other', label: 'Other' },
      { code: 'software patch', label: 'Software patch' },
      { code: 'system update', label: 'System update' },
      { code: 'training', label: 'Training' },
    ],
    initial: 'assistance',
  },
  { code: 'solution', label: 'Solution', kind: 'text', mandatory: false },
  {
    code: 'user_satisfaction',
    label: 'User satisfaction',
    kind: 'enum',
    mandatory: false,
    values: [
      { code: '1', label: 'Very satisfied' },
      { code: '2', label: 'Fairly satisfied' },
      { code: '3', label: 'Rather dissatisfied' },
      { code: '4', label: 'Very dissatisfied' },
    ],
  },
  { code: 'user_comment', label: 'User comment', kind: 'text', mandatory: false },
  { code: 'ref', label: 'Reference', kind: 'text', mandatory: false, readOnly: true },
  { code: 'status', label: 'Status', kind: 'text', mandatory: false, readOnly: true },
  { code: 'public_log', label: 'Public log', kind: 'html', mandatory: false, readOnly: true },
  { code: 'private_log', label: 'Private log', kind: 'html', mandatory: false, readOnly: true },
  { code: 'start_date', label: 'Start date', kind: 'text', mandatory: false, readOnly: true },
  { code: 'last_update', label: 'Last update', kind: 'text', mandatory: false, readOnly: true },
  { code: 'close_date', label: 'Close date', kind: 'text', mandatory: false, readOnly: true },
]
