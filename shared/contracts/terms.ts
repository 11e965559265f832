/** The day on which `federation/templates/pages/terms.eta` was last changed in what it promises. */
export const termsVersion = '2026-11-27';
