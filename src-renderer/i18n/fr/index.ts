import accounts from './accounts.json'
import addInbox from './add-inbox.json'
import common from './common.json'
import errors from './errors.json'
import firstRun from './first-run.json'
import frame from './frame.json'
import inbox from './inbox.json'
import inboxForm from './inbox-form.json'
import inboxes from './inboxes.json'
import lists from './lists.json'
import mail from './mail.json'
import message from './message.json'
import outgoing from './outgoing.json'
import overview from './overview.json'
import people from './people.json'
import settings from './settings.json'
import tickets from './tickets.json'

/** All texts, area by area; each area's file holds its own groups of keys. */
export const fr = {
  ...addInbox,
  ...accounts,
  ...common,
  ...errors,
  ...firstRun,
  ...frame,
  ...inbox,
  ...inboxForm,
  ...inboxes,
  ...lists,
  ...mail,
  ...message,
  ...outgoing,
  ...overview,
  ...people,
  ...settings,
  ...tickets,
}
