import type { AccountService } from '../../contracts/services/account.js';
import { checkMail } from './check-mail.js';
import type { AccountDeps } from './deps.js';
import { findMailCheck } from './find-mail-check.js';

export function accountService(deps: AccountDeps): AccountService {
  return {
    countAccounts: () => deps.federation.countMembers(),
    checkMail: (viewer, address) => checkMail(deps, viewer, address),
    findMailCheck: (viewer, key) => findMailCheck(deps, viewer, key),
  };
}
