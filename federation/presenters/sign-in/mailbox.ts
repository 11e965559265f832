import type { Config } from '@rose-ash/shared/infrastructure/config/config';

/** Where the mails of development lie; null where they go out into the world. */
export function mailboxOf({ environment, urls }: Pick<Config, 'environment' | 'urls'>): string | null {
  return environment === 'development' ? `${urls.federation.replace('://federation.', '://mail.')}/` : null;
}
