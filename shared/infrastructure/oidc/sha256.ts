import { createHash } from 'node:crypto';

/** In hex: what stands in tables in place of what opens a door. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
