import { baseEnv } from '../../infrastructure/config/base-env.js';
import { readEnv } from '../../infrastructure/config/read-env.js';
import type { SecretKeys } from '../../infrastructure/oidc/seal.js';
import { findEnv } from '../find-database.js';
import type { World } from '../world.js';

/** What the services seal with. @throws OperatorError where none is named. */
export function findSecretKeys(env: World['env']): SecretKeys {
  const { SECRET_KEY, SECRET_KEY_PREVIOUS } = baseEnv;
  const found = readEnv({ SECRET_KEY, SECRET_KEY_PREVIOUS }, findEnv(env));
  return { secretKey: found.SECRET_KEY, previousSecretKeys: found.SECRET_KEY_PREVIOUS ?? [] };
}
