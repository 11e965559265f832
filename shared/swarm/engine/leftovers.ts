import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { cgroupsCalled } from './cgroups.js';
import { cgroupOf } from './engine.js';
import { run } from './must.js';

/** What an engine could change in the machine's own network. */
export interface Surroundings {
  links: string[];
  forwarding: string;
  rules: string;
}

export async function lookAround(): Promise<Surroundings> {
  const { out } = await run(['iptables', '-S'], { seconds: 10 });
  return {
    links: readdirSync('/sys/class/net').sort(),
    forwarding: readFileSync('/proc/sys/net/ipv4/ip_forward', 'utf8').trim(),
    rules: out,
  };
}

/** One sentence for each thing that an engine in this folder left behind: nothing, when all is well. */
export async function findLeftovers(home: string, before: Surroundings): Promise<string[]> {
  const after = await lookAround();
  return [
    ...processesOf(home).map((process) => `This process is left: ${process}.`),
    ...mountsOf(home).map((mount) => `This is still mounted: ${mount}.`),
    ...cgroupsCalled(cgroupOf(home)).map((folder) => `This cgroup is left: ${folder}.`),
    ...after.links.filter((link) => !before.links.includes(link)).map((link) => `This link is left: ${link}.`),
    ...(after.forwarding === before.forwarding ? [] : ['The machine forwards packets now.']),
    ...(after.rules === before.rules ? [] : [`There are other firewall rules now: ${after.rules}`]),
    ...(existsSync(home) ? [`This folder is left: ${home}.`] : []),
  ];
}

/** Those whose command line names the folder. */
function processesOf(home: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const lines = pids.map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 160)}`);
  return lines.filter((line) => line.includes(home));
}

function mountsOf(home: string): string[] {
  const lines = read('/proc/self/mountinfo').split('\n');
  return lines.map((line) => line.split(' ')[4] ?? '').filter((mount) => mount.startsWith(home));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
