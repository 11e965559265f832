import type { SignInByMail } from '../../../contracts/services/federation/sign-in-by-mail.js';
import type { UnitDeps } from '../../unit-deps.js';
import { askForCode } from './ask-for-code.js';
import { checkHandle } from './check-handle.js';
import { confirmCode } from './confirm-code.js';
import { confirmLink } from './confirm-link.js';
import { findAsk, findLink } from './find-ask.js';
import { findNewcomer, join } from './join.js';
import { rememberBrowser } from './known-browsers.js';

export function signInByMail(deps: UnitDeps): SignInByMail {
  return {
    askForCode: (ask) => askForCode(deps, ask),
    findAsk: (interaction) => findAsk(deps, interaction),
    confirmCode: (given) => confirmCode(deps, given),
    findLink: (token) => findLink(deps, token),
    confirmLink: (given) => confirmLink(deps, given),
    findNewcomer: (interaction) => findNewcomer(deps, interaction),
    checkHandle: (handle) => checkHandle(deps, handle),
    join: (person) => join(deps, person),
    rememberBrowser: (memberId, asker) => rememberBrowser(deps, memberId, asker),
  };
}
