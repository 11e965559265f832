import { createSealer, type SecretKeys, type Sealer } from './seal.js';

/** Opens and closes the secrets of third parties' clients, each for its client's id. */
export const clientSealer = (secrets: SecretKeys): Sealer => createSealer(secrets, 'client-secrets');
