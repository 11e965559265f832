import type { EventsService } from '../../contracts/services/events.js';
import type { ReadDeps, UnitDeps } from '../unit-deps.js';
import { findEntry } from './find-entry.js';
import { listAddresses } from './list-addresses.js';
import { saveCalendar } from './save-calendar.js';
import { saveEntry } from './save-entry.js';
import { countUpcoming, listUpcoming } from './upcoming.js';

/** Verbs of one statement, which need no transaction. */
export function eventsReads(deps: ReadDeps): Pick<EventsService, 'findEntry' | 'listUpcoming'> {
  return {
    findEntry: (_viewer, slug) => findEntry(deps, slug),
    listUpcoming: (_viewer, query) => listUpcoming(deps, query),
  };
}

export function eventsService(deps: UnitDeps): EventsService {
  return {
    ...eventsReads(deps),
    saveCalendar: (viewer, calendar) => saveCalendar(deps, viewer, calendar),
    saveEntry: (viewer, entry) => saveEntry(deps, viewer, entry),
    listAddresses: (query) => listAddresses(deps, query),
    countUpcoming: () => countUpcoming(deps),
  };
}
