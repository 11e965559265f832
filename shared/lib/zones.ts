/** Whether it is an IANA name of a time zone, such as `Europe/London`. */
export function isZone(value: string): boolean {
  return value === 'UTC' || Intl.supportedValuesOf('timeZone').includes(value);
}
