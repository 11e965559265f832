import type { AppName } from '../../apps.js';
import type { Refused } from '../../problems.js';
import type { MaybeViewer } from '../../viewer.js';

/** Whom a token speaks for: one of our six, or a member. */
export type TokenOwner = { kind: 'actor'; actor: AppName } | { kind: 'member'; email: string };

export interface TokenDto {
  id: string;
  name: string;
  /** The app's name, or the member's handle with an @ before it. */
  owner: string;
  scopes: string[];
  createdAt: Date;
}

export interface NewToken {
  owner: TokenOwner;
  name: string;
  scopes: string[];
  /** SHA-256 in hex; the token itself is never kept. */
  tokenSha256: string;
}

/** What a program that shows a token may do, and as whom. */
export interface Bearer {
  tokenId: string;
  actor: AppName | null;
  memberId: string | null;
  scopes: string[];
}

/** Tokens for programs. */
export interface Tokens {
  /** @throws Forbidden unless the viewer is an admin. */
  addToken(viewer: MaybeViewer, token: NewToken): Promise<{ kind: 'added'; token: TokenDto } | Refused>;

  /** Those that work, the oldest first. @throws Forbidden unless the viewer is an admin. */
  listTokens(viewer: MaybeViewer): Promise<TokenDto[]>;

  /** @throws NotFound for one that does not work. @throws Forbidden unless the viewer is an admin. */
  revokeToken(viewer: MaybeViewer, tokenId: string): Promise<void>;

  /** Null for a token that does not work. */
  findBearer(tokenSha256: string): Promise<Bearer | null>;
}
