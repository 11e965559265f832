import { defineView } from '@rose-ash/shared/infrastructure/views/define-view';
import { homeSamples } from './views/home-samples.js';
import { latestSamples } from './views/latest-samples.js';
import type { ConnectedModel, ConsentModel, GoOnModel, HomeModel, LatestModel, SignOutModel } from './views/models.js';
import { connectedSamples, consentSamples, goOnSamples, signOutSamples } from './views/provider-samples.js';
import type { AgainModel, AgreeModel, AskModel, CodeModel, JoinModel, LinkModel } from './views/sign-in-models.js';
import {
  againSamples,
  agreeSamples,
  askSamples,
  codeSamples,
  joinSamples,
  linkSamples,
} from './views/sign-in-samples.js';

export const homeView = defineView<HomeModel>('pages/home', homeSamples);

export const latestView = defineView<LatestModel>('fragments/latest', latestSamples);

export const askView = defineView<AskModel>('pages/sign-in', askSamples);

export const codeView = defineView<CodeModel>('pages/sign-in-code', codeSamples);

export const joinView = defineView<JoinModel>('pages/sign-in-join', joinSamples);

/** For who is a member and never said yes to the terms, or to others than those of today. */
export const agreeView = defineView<AgreeModel>('pages/sign-in-agree', agreeSamples);

export const linkView = defineView<LinkModel>('pages/sign-in-link', linkSamples);

/** A good link in a browser that did not ask for it. */
export const elsewhereView = defineView<AgainModel>('pages/sign-in-elsewhere', againSamples);

export const staleLinkView = defineView<AgainModel>('pages/sign-in-stale-link', againSamples);

export const overView = defineView<AgainModel>('pages/sign-in-over', againSamples);

export const termsView = defineView<object>('pages/terms', { all: {} });

const signInViews = [
  askView,
  codeView,
  joinView,
  agreeView,
  linkView,
  elsewhereView,
  staleLinkView,
  overView,
  termsView,
];

export const consentView = defineView<ConsentModel>('pages/consent', consentSamples);

export const connectedView = defineView<ConnectedModel>('pages/connected', connectedSamples);

export const goOnView = defineView<GoOnModel>('pages/go-on', goOnSamples);

export const signOutView = defineView<SignOutModel>('pages/sign-out', signOutSamples);

export const signedOutView = defineView<object>('pages/signed-out', { usual: {} });

export const views = [
  homeView,
  latestView,
  consentView,
  goOnView,
  connectedView,
  signOutView,
  signedOutView,
  ...signInViews,
];
