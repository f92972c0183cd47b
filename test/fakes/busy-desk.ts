import type { Person } from '../../src-preload/contract/entities/person.ts'
import type { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { type FakeDesk, filledDesk } from './fake-desk.ts'

const TITLES = [
  'Cannot reach the file server since the update of last night',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellformular fehlt im Intranet unter Beschaffungsangelegenheiten',
  'Accès VPN refusé depuis ce matin',
  'Invoice 2031-114 was printed twice',
  'Нужен доступ к общей папке отдела',
  'طلب إعادة تعيين كلمة المرور',
  'Monitor flickers after docking',
  'Rechtschreibprüfung im Kundenbetreuungsportal schlägt fehl',
  'プリンターの紙詰まり',
  'New starter on Monday: account, badge, phone',
]
const NAMES = [
  ['Anneliese', 'Freifrau von und zu Oberammergau-Unterleitenberg'],
  ['Jan', 'de Vries'],
  ['Amélie', 'Dubois'],
  ['Мария', 'Иванова'],
  ['محمد', 'العربي'],
  ['Li', 'Wei'],
] as const
const ORGANISATIONS = ['Klant BV', 'Example Networks', 'Grundstücksverkehrsgenehmigungszuständigkeit GmbH & Co. KG']
const STATES = ['new', 'assigned', 'pending', 'waiting_for_approval', 'escalated_ttr', 'resolved', 'closed'] as const
const PRIORITIES = ['Critical', 'High', 'Medium', 'Low'] as const

/** A desk with as many tickets and people as are asked for, long words and several scripts among them. */
export function busyDesk(now: number, tickets: number, people: number): FakeDesk {
  const desk = filledDesk(now)
  const [first] = desk.tickets
  if (!first) return desk
  return {
    ...desk,
    organisations: ORGANISATIONS.map((name, at) => ({
      id: String(at + 1),
      name,
      domains: at === 0 ? ['klant.example', 'klant.nl'] : [],
    })),
    people: [...desk.people, ...Array.from({ length: people }, (_, at) => makePerson(at))],
    tickets: [...desk.tickets, ...Array.from({ length: tickets }, (_, at) => makeTicket(first, at, now))],
  }
}

function makePerson(at: number): Person {
  const [firstName, name] = pick(NAMES, at)
  const id = String(at + 100)
  return {
    id,
    firstName,
    name: `${name} ${at + 1}`,
    active: at % 9 !== 4,
    organisationId: String((at % 3) + 1),
    organisationName: pick(ORGANISATIONS, at),
    addresses: [`person${at + 1}@klant.example`, ...(at % 4 === 0 ? [`p${at + 1}@mobile.example`] : [])],
  }
}

function makeTicket(like: TicketDetail, at: number, now: number): TicketDetail {
  const [firstName, name] = pick(NAMES, at)
  const id = String(at + 100)
  const text = `${pick(TITLES, at)}. We switched it off and on again; the toner was changed last week.`
  return {
    ...like,
    id,
    ref: `${at % 5 === 1 ? 'I' : 'R'}-${id.padStart(6, '0')}`,
    class: at % 5 === 1 ? 'Incident' : 'UserRequest',
    title: pick(TITLES, at),
    state: pick(STATES, at),
    priority: pick(PRIORITIES, at * 3),
    callerName: `${firstName} ${name}`,
    callerAddress: `person${at + 1}@klant.example`,
    organisationName: pick(ORGANISATIONS, at),
    createdAt: now - (at + 5) * 7_200_000,
    updatedAt: now - (at + 1) * 5_400_000,
    description: text,
    descriptionText: text,
    entries: at % 3 === 0 ? like.entries : [],
    attachments: at % 3 === 0 ? like.attachments : [],
    history: like.history,
  }
}

function pick<T>(from: readonly T[], at: number): T {
  const found = from[at % from.length]
  if (found === undefined) throw new Error('There is nothing to pick from.')
  return found
}
