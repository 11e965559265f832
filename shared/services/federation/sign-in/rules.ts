/** What holds for every mailed code and link; ADR 19 has the sums. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const mailLifeMs = 10 * minute;
export const triesPerCode = 5;

/** The same browser asking for the same address again so soon has pressed twice. */
export const pressedTwiceMs = 20_000;

/** How long what was proved stands, for somebody who has to think of a name. */
export const proofLifeMs = hour;

export const month = 30 * day;

export const knownForMs = 180 * day;
