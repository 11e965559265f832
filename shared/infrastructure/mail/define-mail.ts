import type { MailCatalogue, MailName } from '../../contracts/mails.js';
import type { Format } from '../../lib/format.js';
import type { Samples } from '../views/define-view.js';

/** A mail of the catalogue: `templates/mails/<name>.eta` and `<name>.text.eta` of its app, and what they are given. */
export interface MailTemplate<N extends MailName = MailName> {
  readonly name: N;
  /** Without the name of the house: the sender says that. */
  readonly subject: (data: MailCatalogue[N], format: Format) => string;
  /** Why this person gets this mail, as a sentence; it stands at the foot. */
  readonly reason: string;
  /** The model of both templates. */
  readonly present: (data: MailCatalogue[N], format: Format) => object;
  /** The gallery and the tests render each. */
  readonly samples: Samples<MailCatalogue[N]>;
}

/** A mail whose data do not matter to the one who holds it. */
export type AnyMail = Omit<MailTemplate<any>, 'name'> & { readonly name: MailName }; // eslint-disable-line @typescript-eslint/no-explicit-any -- a list of mails with different data

export function defineMail<N extends MailName>(name: N, template: Omit<MailTemplate<N>, 'name'>): MailTemplate<N> {
  return { name, ...template };
}
