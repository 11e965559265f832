/** Where on each site browsers and the provider find what signs members in and out. */
export const authPaths = {
  login: '/auth/login',
  callback: '/auth/callback',
  logout: '/auth/logout',
  signedOut: '/auth/signed-out',
  backchannelLogout: '/auth/backchannel-logout',
} as const;
