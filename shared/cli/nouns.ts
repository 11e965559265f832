import type { Command } from 'commander';
import { backupCommands } from './backup.js';
import { cacheCommands } from './cache.js';
import { clientCommands } from './client.js';
import { ghostCommands } from './ghost.js';
import { jobsCommands } from './jobs.js';
import { keysCommands } from './keys.js';
import { mailCommands } from './mail.js';
import { maintenanceCommands } from './maintenance.js';
import { mediaCommands } from './media.js';
import { menuCommands } from './menu.js';
import { migrateCommand } from './migrate.js';
import { restoreCommand } from './restore.js';
import { tokenCommands } from './token.js';
import { userCommands } from './user.js';
import type { World } from './world.js';

/** Every noun of the command line. A noun declares its verbs on the program. */
export const nouns: ((program: Command, world: World) => void)[] = [
  migrateCommand,
  ghostCommands,
  jobsCommands,
  mailCommands,
  mediaCommands,
  cacheCommands,
  maintenanceCommands,
  menuCommands,
  userCommands,
  clientCommands,
  keysCommands,
  tokenCommands,
  backupCommands,
  restoreCommand,
];
