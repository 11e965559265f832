// Edits once and dies between its commit and the bell, as a process that is killed at the worst moment.
import { htmlSanitiser } from '../../infrastructure/adapters/sanitise-html/sanitiser.js';
import { createUnits } from '../../infrastructure/app/tool-box.js';
import { openDatabase } from '../../infrastructure/db/data-source.js';
import { newId } from '../../lib/ids.js';
import { createRegistry } from '../../services/registry.js';
import { carryOut } from './edit.js';

const url = process.env['DATABASE_URL'] ?? '';
const dataSource = await openDatabase({ url, poolSize: 2, applicationName: 'rose drill editor' });
const clock = () => new Date();
const die = async () => {
  process.kill(process.pid, 'SIGKILL');
};
const bell = { invalidate: die, wake: die, enqueue: die };
const unitOfWork = createUnits({ dataSource, clock, newId, bell });
const services = createRegistry({ unitOfWork, clock, newId, sanitiser: htmlSanitiser });
await carryOut(services, { kind: 'loaf', number: Number(process.argv[2]) });
