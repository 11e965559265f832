import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const sessionSchema = z.object({ subject: z.uuid() });

/** What a session knows: who. Everything else about them is looked up when it is needed, so that it is never old. */
export type Session = z.output<typeof sessionSchema>;

const lifeSeconds = 30 * 24 * 60 * 60;
const idBytes = 32;

/** 256 random bits as base64url. Redis holds their SHA-256 alone: who reads it there cannot sign in with it. */
const idPattern = /^[\w-]{43}$/;
const keyOf = (id: string) => `session:${createHash('sha256').update(id).digest('hex')}`;

export class SessionStore {
  constructor(private readonly redis: Redis) {}

  /** @returns the id, for the cookie and for nothing else. */
  async begin(session: Session): Promise<string> {
    const id = randomBytes(idBytes).toString('base64url');
    await this.redis.set(keyOf(id), JSON.stringify(session), 'EX', lifeSeconds);
    return id;
  }

  /** Null for an id that is none, or whose session is over. */
  async find(id: string): Promise<Session | null> {
    if (!idPattern.test(id)) return null;
    const text = await this.redis.get(keyOf(id));
    return text === null ? null : sessionSchema.parse(JSON.parse(text));
  }

  async end(id: string): Promise<void> {
    await this.redis.del(keyOf(id));
  }
}
