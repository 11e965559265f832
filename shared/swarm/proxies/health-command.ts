import type { Service } from '../static/stack.js';

/** What the shell of the service's image is asked to run, as one text. */
export function healthCommand(service: Service | undefined): string {
  const test = service?.healthcheck?.['test'];
  return Array.isArray(test) && test[0] === 'CMD-SHELL' ? String(test[1]) : '';
}
