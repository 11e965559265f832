export interface CalendarDto {
  slug: string;
  title: string;
}

/** What happens, where and when. */
export interface EntryDto {
  id: string;
  slug: string;
  title: string;
  startsAt: Date;
  endsAt: Date;
  /** IANA name of the zone whose clocks tell these times. */
  zone: string;
  place: string;
  calendar: CalendarDto;
}
