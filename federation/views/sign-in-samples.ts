import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { AgainModel, AgreeModel, AskModel, CodeModel, JoinModel, LinkModel } from './sign-in-models.js';

const at = '/sign-in/V1StGXR8_Z5jdHi6B-myT';
const places = { site: 'the blog', start: at, code: `${at}/code`, join: `${at}/join`, leave: `${at}/leave` };
const longSite = 'Donaudampfschifffahrtsgesellschaftskapitänsverein';
const longEmail = `${'wolfeschlegelsteinhausenbergerdorff'.repeat(2)}@donaudampfschifffahrtsgesellschaft.example`;

const ask: AskModel = { ...places, email: '', isAnew: false, error: null, paused: null, mailbox: null };
const code: CodeModel = {
  ...places,
  ...{ email: 'fern@example.org', until: '12:15', over: null, error: null, mailbox: null },
};
const join: JoinModel = {
  ...places,
  ...{ email: 'fern@example.org', name: '', handle: '', termsVersion: '2026-11-27', firstField: 'name' },
  errors: { name: null, handle: null, other: null },
};

export const askSamples: Samples<AskModel> = {
  empty: ask,
  anew: { ...ask, isAnew: true, email: 'fern@example.org' },
  development: { ...ask, mailbox: 'http://mail.rose.localhost:8000/' },
  error: { ...ask, email: 'fern@', error: 'This is no e-mail address.' },
  paused: { ...ask, email: 'fern@example.org', paused: { email: 'fern@example.org', until: '13:05' } },
  'long-words': { ...ask, site: longSite, email: longEmail, paused: { email: longEmail, until: '13:05' } },
};

export const codeSamples: Samples<CodeModel> = {
  empty: code,
  development: { ...code, mailbox: 'http://mail.rose.localhost:8000/' },
  error: { ...code, error: 'That is not the code in the mail. 4 tries are left.' },
  over: {
    ...code,
    over: {
      lead: 'That code counts no more.',
      text: 'Five tries are all that one code has, so that nobody can guess it. Have another one sent; the link in the mail still works in this browser.',
    },
  },
  'long-words': { ...code, site: longSite, email: longEmail },
};

export const joinSamples: Samples<JoinModel> = {
  empty: join,
  error: {
    ...join,
    ...{ name: 'Fern Hollis', handle: 'fern', firstField: 'handle' },
    errors: { name: null, handle: '@fern is taken; @fern_2 is free.', other: null },
  },
  'long-words': {
    ...join,
    ...{ email: longEmail, name: longSite, handle: 'w'.repeat(30) },
    errors: {
      name: 'A name is missing.',
      handle: 'This handle speaks for the house; choose another.',
      other: 'We can only let you in when you agree to what we promise each other.',
    },
  },
};

const agree: AgreeModel = {
  ...places,
  ...{ email: 'fern@example.org', name: 'Fern Hollis', handle: '@fern', termsVersion: '2026-11-27' },
  ...{ hasAgreedBefore: false, error: null },
};

export const agreeSamples: Samples<AgreeModel> = {
  first: agree,
  changed: { ...agree, hasAgreedBefore: true },
  error: { ...agree, error: 'We can only let you in when you agree to what we promise each other.' },
  'long-words': { ...agree, site: longSite, email: longEmail, name: longSite, handle: `@${'w'.repeat(30)}` },
};

export const linkSamples: Samples<LinkModel> = {
  one: { ...places, email: 'fern@example.org' },
  'long-words': { ...places, site: longSite, email: longEmail },
};

export const againSamples: Samples<AgainModel> = { one: { again: 'http://account.rose.localhost:8000/auth/login' } };
