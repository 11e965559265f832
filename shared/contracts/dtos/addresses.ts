/** A thing that has a page of its own, as a map of the site lists it. */
export interface AddressDto {
  slug: string;
  /** When what the page shows changed last. */
  changedAt: Date;
}
