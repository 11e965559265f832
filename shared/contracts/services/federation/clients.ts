import type { Refused } from '../../problems.js';
import type { MaybeViewer } from '../../viewer.js';

/** How a client proves that it is the one; `none` for programs that can keep no secret. */
export type ClientAuthMethod = 'client_secret_basic' | 'client_secret_post' | 'none';

/** A site or program of somebody else, in which members may sign in with us. */
export interface ClientDto {
  id: string;
  name: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  backchannelLogoutUri: string | null;
  authMethod: ClientAuthMethod;
  createdAt: Date;
}

/** What a member lets somebody else's site know of them. */
export interface ConsentDto {
  clientId: string;
  name: string;
  /** Where it lives. */
  origin: string;
  scopes: string[];
  givenAt: Date;
}

export interface NewClient {
  /** A UUID. */
  id: string;
  name: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
  backchannelLogoutUri: string | null;
  authMethod: ClientAuthMethod;
  /** Sealed for this id; null for the method `none`. */
  sealedSecret: string | null;
}

/** Clients of third parties. Our own six need no rows: they follow from the configuration. */
export interface Clients {
  /** @throws Forbidden unless the viewer is an admin. */
  addClient(viewer: MaybeViewer, client: NewClient): Promise<{ kind: 'added'; client: ClientDto } | Refused>;

  /** The oldest first. @throws Forbidden unless the viewer is an admin. */
  listClients(viewer: MaybeViewer): Promise<ClientDto[]>;

  /**
   * Takes it away with all that it was given; it is told of no session any more.
   *
   * @throws NotFound for one that is none. @throws Forbidden unless the viewer is an admin.
   */
  removeClient(viewer: MaybeViewer, clientId: string): Promise<void>;

  /** What the viewer agreed to, the last first. @throws Forbidden for a stranger. */
  listConsents(viewer: MaybeViewer): Promise<ConsentDto[]>;

  /**
   * Takes it back: what the client was given in the viewer's name is worth nothing any more, and it has to ask again.
   *
   * @throws NotFound where there is no such consent. @throws Forbidden for a stranger.
   */
  withdrawConsent(viewer: MaybeViewer, clientId: string): Promise<void>;

  /** For the provider. */
  findClient(clientId: string): Promise<(ClientDto & { sealedSecret: string | null }) | null>;
}
