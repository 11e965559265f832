/** The site of the library alone, as both sides know it. */
export const bareSite = { id: 'site', secret: 'a secret of which nobody knows but both' };
