/** Where both providers believe to be. */
export const issuer = 'https://federation.rose.localhost';

/** The site that members come from, as the library alone is told of it. */
export const site = {
  client_id: 'blog',
  client_secret: 'a-secret-of-the-bench',
  redirect_uris: ['https://blog.rose.localhost/auth/callback'],
};
