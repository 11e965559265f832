import { spawn } from 'node:child_process';
import { must } from '../engine/must.js';

/** What `docker` says to these words; a minute is enough for all of them. */
export function docker(...words: string[]): Promise<string> {
  return must(['docker', ...words], { seconds: 60 });
}

/** Makes a secret, whose content no command line holds. */
export function makeSecret(name: string, content: string): Promise<void> {
  const child = spawn('docker', ['secret', 'create', name, '-'], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(content);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`no secret ${name} was made`))));
  });
}

/** Where mails reach a server that listens where the ports of the engine are: the engine's end of the containers' way out. */
export function wayOut(): Promise<string> {
  return docker('network', 'inspect', 'docker_gwbridge', '--format', '{{(index .IPAM.Config 0).Gateway}}');
}

export interface Task {
  id: string;
  name: string;
  container: string;
}

/** The containers that run now, of this service or of all. */
export async function containersOf(service = ''): Promise<Task[]> {
  // Docker takes this for a regular expression.
  const filter = `name=^coop_${service}${service === '' ? '' : '[.]'}`;
  const lines = await docker('ps', '--filter', filter, '--format', '{{.ID}} {{.Names}}');
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [container = '', name = ''] = line.split(' ');
      return { container, name: name.replace(/^coop_(.*)\.[^.]+\.[^.]+$/, '$1'), id: name.replace(/.*\./, '') };
    });
}

/** The ids of all tasks that run, by service: what was restarted has another one. */
export async function taskIds(): Promise<Record<string, string[]>> {
  const ids: Record<string, string[]> = {};
  for (const { name, id } of await containersOf()) (ids[name] ??= []).push(id);
  for (const list of Object.values(ids)) list.sort();
  return ids;
}

/** Runs a program in the first container of a service. */
export async function inService(service: string, ...command: string[]): Promise<string> {
  const [task] = await containersOf(service);
  if (task === undefined) throw new Error(`${service} runs nowhere`);
  return docker('exec', task.container, ...command);
}
