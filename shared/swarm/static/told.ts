import { appNames, type AppName } from '../../contracts/apps.js';
import type { AppSettings } from '../../infrastructure/config/setting.js';
import type { Stack } from './stack.js';

const root = new URL('../../../../', import.meta.url);

export const appOf = (service: string) => service.replace(/-worker$/, '') as AppName;

/** What each of the six declares in its `config.ts`. */
export async function settingsOfApps(): Promise<ReadonlyMap<AppName, AppSettings>> {
  const apps = new Map<AppName, AppSettings>();
  for (const name of appNames) {
    const { settings } = (await import(new URL(`${name}/dist/config.js`, root).href)) as { settings: AppSettings };
    apps.set(name, settings);
  }
  return apps;
}

/** The environment of a service's processes, with a folder of ours where Docker puts secrets. */
export function toldBy(stack: Stack, service: string, secretsFolder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stack.services[service]?.environment ?? {}).map(([key, value]) => [
      key,
      value.replace('/run/secrets', secretsFolder),
    ]),
  );
}
