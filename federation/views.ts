import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import { latestSamples } from './views/latest-samples.js';
import type { ConnectedModel, ConsentModel, HomeModel, LatestModel, SignOutModel } from './views/models.js';
import { connectedSamples, consentSamples, signOutSamples } from './views/provider-samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const latestView = defineView<LatestModel>('fragments/latest', latestSamples);

export const consentView = defineView<ConsentModel>('pages/consent', consentSamples);

export const connectedView = defineView<ConnectedModel>('pages/connected', connectedSamples);

export const signOutView = defineView<SignOutModel>('pages/sign-out', signOutSamples);

export const signedOutView = defineView<object>('pages/signed-out', { usual: {} });

export const views = [homeView, latestView, consentView, connectedView, signOutView, signedOutView];
