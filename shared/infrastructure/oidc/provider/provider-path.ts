/** Everything below this path is the provider's. */
export const providerPath = '/oidc';
