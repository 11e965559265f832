import type { Redis } from 'ioredis';
import type { AppName } from '../../../contracts/apps.js';
import { within } from '../../../lib/within.js';
import type { Log } from '../../log/log.js';
import { readNotices, type Notice } from './notices.js';

const everyMs = 1_000;
const lookMs = 2_000;

/** Knows whether this site is closed, without asking anybody while a visitor waits. */
export class MaintenanceWatch {
  /** Null while the door is open. */
  notice: Notice | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly redis: Redis,
    private readonly service: AppName,
    private readonly log: Log,
  ) {}

  start(): void {
    void this.look();
    this.#timer = setInterval(() => void this.look(), everyMs);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  /** While Redis is away things stay as they were last seen. */
  async look(): Promise<void> {
    try {
      const notices = await within(lookMs, readNotices(this.redis));
      const notice = notices.get('all') ?? notices.get(this.service) ?? null;
      if ((notice === null) !== (this.notice === null)) {
        this.log.info(notice ?? {}, notice === null ? 'open again' : 'closed for maintenance');
      }
      this.notice = notice;
    } catch (error) {
      this.log.debug({ err: error }, 'could not see whether there is maintenance');
    }
  }
}
