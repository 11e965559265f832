import type { Samples } from '@rose-ash/shared/infrastructure/views/define-view';
import type { ConnectedModel, ConnectedSite, ConsentModel, GoOnModel, SignOutModel } from './models.js';

const learns = [
  'That it is you, by a number of your own, whenever you come',
  'Your name, your handle, and what you are trusted with here',
  'Your e-mail address',
  'All of this while you are away, too, until you take it back',
];

export const consentSamples: Samples<ConsentModel> = {
  one: { name: 'The tool library', initials: 'TL', host: 'tools.example', learns: learns.slice(0, 1) },
  many: { name: 'The tool library', initials: 'TL', host: 'tools.example', learns },
  'long-words': {
    name: 'Wolfeschlegelsteinhausenbergerdorff Donaudampfschifffahrtsgesellschaft and Sons',
    initials: 'WD',
    host: `${'very-long-name-of-a-host.'.repeat(4)}example`,
    learns,
  },
};

/** Without an address, so that the form of a sample stays where it is. */
export const goOnSamples: Samples<GoOnModel> = {
  'a site with a name': { clientName: 'The tool library', action: '#', fields: [{ name: 'code', value: 'x' }] },
  'a site without': { clientName: null, action: '#', fields: [] },
};

export const signOutSamples: Samples<SignOutModel> = {
  'nobody said so': { clientName: null, action: '/oidc/session/end/confirm', xsrf: '' },
  'a site said so': { clientName: 'The tool library', action: '/oidc/session/end/confirm', xsrf: '' },
};

const tools: ConnectedSite = {
  ...{ name: 'The tool library', initials: 'TL', host: 'tools.example', learns: learns.slice(0, 2) },
  ...{ since: '25 November 2026', action: '/connected/tools/withdrawal' },
};

export const connectedSamples: Samples<ConnectedModel> = {
  empty: { sites: [] },
  one: { sites: [tools] },
  many: { sites: [tools, { ...tools, name: 'Boats', initials: 'B', host: 'boats.example', learns }] },
  'long-words': {
    sites: [
      { ...tools, name: 'Donaudampfschifffahrtsgesellschaft'.repeat(2), host: `${'long-'.repeat(15)}host.example` },
    ],
  },
};
