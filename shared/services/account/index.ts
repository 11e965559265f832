import type { AccountService } from '../../contracts/services/account.js';
import type { AccountDeps } from './deps.js';

export function accountService({ federation }: AccountDeps): AccountService {
  return {
    countAccounts: () => federation.countMembers(),
  };
}
