import { Agent, request } from 'undici';
import type { AppName } from '../../contracts/apps.js';
import type { House } from './house.js';
import type { HouseholdProcess } from './household-process.js';
import { readPage, type PageFacts } from './read-page.js';

export interface Seen extends PageFacts {
  status: number;
  text: string;
  beganAt: number;
  endedAt: number;
  /** Whether it came whole out of the process's memory. */
  isKept: boolean;
}

export interface Asked {
  process: HouseholdProcess;
  app?: AppName;
  /** The Cookie header of somebody. */
  cookie?: string | undefined;
}

/** Looks at home pages of the house, over connections that stay open. */
export class Onlooker {
  readonly #agent = new Agent({ connections: 64, headersTimeout: 20_000, bodyTimeout: 20_000 });

  constructor(private readonly house: Pick<House, 'config'>) {}

  /** The clock starts when the request goes out. An answer that does not come has the status 0. */
  async see({ process, app = 'blog', cookie }: Asked): Promise<Seen> {
    const ports = (await process.ready())[app];
    const host = `${app}.${this.house.config.baseDomain}`;
    const beganAt = performance.now();
    const { status, text, timing } = await this.#ask(`http://127.0.0.1:${ports?.open ?? 0}/`, {
      ...{ host, accept: 'text/html' },
      ...(cookie === undefined ? {} : { cookie }),
    });
    const isKept = timing.startsWith('page;');
    return { ...readPage(text, app === 'blog'), status, text, beganAt, endedAt: performance.now(), isKept };
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #ask(url: string, headers: Record<string, string>) {
    try {
      const answer = await request(url, { dispatcher: this.#agent, headers });
      const text = await answer.body.text();
      return { status: answer.statusCode, text, timing: String(answer.headers['server-timing'] ?? '') };
    } catch (error) {
      return { status: 0, text: String(error), timing: '' };
    }
  }
}
