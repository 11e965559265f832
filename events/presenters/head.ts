import type { EntryDto } from '@rose-ash/shared/contracts/dtos/events';
import type { PageHead } from '@rose-ash/shared/infrastructure/views/page-head';
import {
  crumbsData,
  houseData,
  type HouseNames,
  type StructuredData,
} from '@rose-ash/shared/infrastructure/views/structured-data';
import { entryPath } from './entry.js';

/** `description` as the page says it. */
export function presentEntryHead(entry: EntryDto, description: string, house: HouseNames): PageHead {
  const url = house.urls.events + entryPath(entry.slug);
  const way = crumbsData([
    { name: 'What is on', url: `${house.urls.events}/` },
    { name: entry.title, url },
  ]);
  return { data: [eventData(entry, description, url, house), way] };
}

function eventData(
  { title, startsAt, endsAt, place }: EntryDto,
  description: string,
  url: string,
  house: HouseNames,
): StructuredData {
  return {
    '@type': 'Event',
    '@id': url,
    ...{ name: title, description, url },
    startDate: startsAt.toISOString(),
    endDate: endsAt.toISOString(),
    eventStatus: 'https://schema.org/EventScheduled',
    eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
    location: { '@type': 'Place', name: place, address: place },
    organizer: houseData(house),
  };
}
