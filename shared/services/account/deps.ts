import type { FederationService } from '../../contracts/services/federation.js';
import type { UnitDeps } from '../unit-deps.js';

export interface AccountDeps extends UnitDeps {
  federation: FederationService;
}
