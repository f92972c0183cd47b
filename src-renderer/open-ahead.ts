import { readPlace } from './navigation.ts'
import { toQuery, useTicketChoice } from './screens/tickets/ticket-choice.ts'
import { inboxMessages, ticketList } from './stores/views.ts'

/**
 * Asks for a long list as soon as somebody goes to its page. Drawing the page takes a tenth of a second, in which the
 * engine can work. Imported before the page is made, so that it hears of the new address first.
 */
function openAhead(): void {
  const place = readPlace(location.hash)
  if (place.screen === 'inbox') inboxMessages(place.id).openAhead()
  if (place.screen === 'tickets') {
    ticketList('tickets', toQuery(useTicketChoice.getState().choice, Date.now())).openAhead()
  }
}

addEventListener('hashchange', openAhead)
