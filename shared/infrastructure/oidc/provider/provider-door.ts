import type { Request } from 'koa';
import type Provider from 'oidc-provider';

/** The part of a request that says where it stands. */
export interface Asked {
  path: string;
  search: string;
  request: Request;
}

/** The OpenID provider, as routes of the app that is one find it. */
export interface ProviderDoor {
  /** The provider of this moment, in the place of this request. @throws what the database says, while it is away. */
  at(ctx: Asked): Promise<Provider>;
}
