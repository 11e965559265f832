import type { Client } from 'pg';
import { operator } from '../../contracts/viewer.js';
import type { SecretKeys } from '../../infrastructure/oidc/seal.js';
import { countOf } from '../../lib/count-of.js';
import { findDatabase } from '../find-database.js';
import { withServices } from '../with-services.js';
import type { World } from '../world.js';
import { findUnopened, type Unopened } from './check-sealed.js';

/** What is no more, since only a SECRET_KEY that is lost could have opened it. */
export interface LeftOut extends Unopened {
  /** How many were ended: cookies were signed with it, too. */
  signIns: number;
}

/** A restore without the SECRET_KEY of then. */
export class LostKey {
  #unopened: Unopened = { keys: [], clients: [] };

  constructor(
    private readonly secrets: SecretKeys,
    private readonly env: World['env'],
  ) {}

  /** Takes away the keys that do not open, so that the provider makes others; in the transaction of the restore. */
  async dropKeys(client: Client): Promise<void> {
    this.#unopened = await findUnopened(client, this.secrets);
    const { keys } = this.#unopened;
    if (keys.length > 0) await client.query('delete from oidc_keys where kid = any($1)', [keys]);
  }

  /**
   * Shuts out whoever has a secret that does not open, and ends what no browser can prove any more. To be done when the
   * tables are those of this version.
   *
   * @param isOther whether the backup was made under another SECRET_KEY.
   */
  async finish(isOther: boolean): Promise<LeftOut> {
    const { keys, clients } = this.#unopened;
    const isAnyLost = isOther || keys.length + clients.length > 0;
    if (!isAnyLost) return { keys, clients, signIns: 0 };
    return withServices(findDatabase(this.env).url, async ({ federation }) => {
      for (const { id } of clients) await federation.removeClient(operator, id);
      let signIns = 0;
      for (let ended = 1; ended > 0; signIns += ended) ended = await federation.endEverySignIn(operator);
      return { keys, clients, signIns };
    });
  }
}

export function leftOutInWords({ keys, clients, signIns }: LeftOut): string[] {
  if (keys.length + clients.length + signIns === 0) return ['Every key and secret opened, so nothing was left out.'];
  return [
    'Left out, since only the lost SECRET_KEY opens it:',
    `- ${countOf(keys.length, 'key that the provider signed with', 'keys that the provider signed with')}; federation makes others when it starts.`,
    `- ${countOf(signIns, 'sign-in', 'sign-ins')}: everybody signs in anew, by mail.`,
    ...clients.map(addAnew),
    'Secrets of Docker and .env were never in it: give the services new ones, and say rose ghost webhooks install where there is a Ghost.',
  ];
}

function addAnew({ id, name, redirectUris }: Unopened['clients'][number]): string {
  const uris = redirectUris.map((uri) => ` --redirect-uri ${quoted(uri)}`).join('');
  return `- the client ${id}: let it in again and hand over its new id and secret, rose client add --name ${quoted(name)}${uris}`;
}

/** One word of a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
