import { sitemapRoutes } from '@rose-ash/shared/infrastructure/sitemap/sitemap-routes';
import { abandon, findInteraction, finishSignIn } from '../provider/interactions.js';
import { consentRoutes } from './consent.js';
import { connectedRoutes } from './connected.js';
import { homeRoutes } from './home.js';
import { signInRoutes } from './sign-in/index.js';
import { termsRoutes } from './terms.js';

const signIn = signInRoutes({ findInteraction, finishSignIn, abandon });

export const routes = [homeRoutes, termsRoutes, ...signIn, consentRoutes, connectedRoutes, sitemapRoutes()];
