import type { AppName } from '../contracts/apps.js';
import type { Room } from './house-under-test.js';

type AppModule = Pick<Room, 'app'>;
type ServicesModule = Pick<Room, 'wire'>;

/** The app of this name as it ships. Shared knows no app, so the paths are put together here. */
export async function appCalled(name: AppName): Promise<Room['app']> {
  return ((await import(pathOf(name, 'app'))) as AppModule).app;
}

/** The apps of these names with their wiring, to be started as a house. */
export async function roomsOf<N extends AppName>(...names: readonly N[]): Promise<Record<N, Room>> {
  const rooms = {} as Record<N, Room>;
  // One after another: Jest loses its way when modules are linked side by side.
  for (const name of names) {
    const { wire } = (await import(pathOf(name, 'services'))) as ServicesModule;
    rooms[name] = { app: await appCalled(name), wire };
  }
  return rooms;
}

function pathOf(name: AppName, file: string): string {
  return new URL(`../../../${name}/dist/${file}.js`, import.meta.url).href;
}
