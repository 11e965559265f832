import type { Routes } from '../../app/router.js';
import type { Auth } from '../open-auth.js';
import { backchannelLogoutRoutes } from './backchannel-logout.js';
import { callbackRoutes } from './callback.js';
import { loginRoutes } from './login.js';
import { logoutRoutes } from './logout.js';
import { signedOutRoutes } from './signed-out.js';

/** What each of the six sites has for signing in and out. */
export const authRoutes = (auth: Auth): Routes[] => [
  loginRoutes(auth),
  callbackRoutes(auth),
  logoutRoutes(auth),
  signedOutRoutes(auth),
];

/** The same, for the provider's servers. */
export const authMachineRoutes = (auth: Auth): Routes[] => [backchannelLogoutRoutes(auth)];
