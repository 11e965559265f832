import { createHash, randomBytes } from 'node:crypto';
import type { AppName } from '../../contracts/apps.js';

/** Somebody signed in at the issuer, in one browser. */
export interface IssuerSession {
  sub: string;
  sid: string;
  signIn: string;
  name: string;
}

/** What a code, and a refresh token after it, stand for. */
export interface Grant {
  app: AppName;
  session: IssuerSession;
  redirectUri: string;
  challenge: string;
  nonce: string | null;
}

export const random = () => randomBytes(24).toString('base64url');

/** Codes and refresh tokens, each good once. */
export class Grants {
  readonly #codes = new Map<string, Grant>();
  readonly #refresh = new Map<string, Grant>();

  giveCode(session: IssuerSession, asked: URLSearchParams): string {
    const code = random();
    this.#codes.set(code, {
      ...{ session, app: asked.get('client_id') as AppName, redirectUri: asked.get('redirect_uri') ?? '' },
      ...{ challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') },
    });
    return code;
  }

  giveRefreshToken(grant: Grant): string {
    const token = random();
    this.#refresh.set(token, grant);
    return token;
  }

  take(form: URLSearchParams): Grant | undefined {
    return form.get('grant_type') === 'refresh_token'
      ? takeFrom(this.#refresh, form.get('refresh_token'))
      : this.#takeCode(form);
  }

  #takeCode(form: URLSearchParams): Grant | undefined {
    const grant = takeFrom(this.#codes, form.get('code'));
    const verifier = form.get('code_verifier') ?? '';
    const isTheirs = grant?.challenge === createHash('sha256').update(verifier).digest('base64url');
    return isTheirs && grant.redirectUri === form.get('redirect_uri') ? grant : undefined;
  }
}

function takeFrom(grants: Map<string, Grant>, key: string | null): Grant | undefined {
  const grant = grants.get(key ?? '');
  grants.delete(key ?? '');
  return grant;
}
