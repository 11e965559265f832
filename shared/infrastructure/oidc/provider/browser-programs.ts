import type { Client } from 'oidc-provider';

/**
 * Whether a program in a browser may read what the provider answers to this client: one that keeps no secret, from where
 * its redirect URIs are (OAuth 2.0 for Browser-Based Applications). No cookie is ever part of it.
 */
export function mayReadInBrowser({ clientAuthMethod, redirectUris = [] }: Client, origin: string): boolean {
  return clientAuthMethod === 'none' && redirectUris.some((uri) => new URL(uri).origin === origin);
}
