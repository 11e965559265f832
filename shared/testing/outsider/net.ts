import { Agent, request, type Dispatcher } from 'undici';

/** One answer, read to its end; redirects are not followed. */
export interface Answer {
  url: URL;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** @throws when it is no JSON object. */
  json(): Record<string, unknown>;
}

export interface Asked {
  method?: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string;
}

/** The way to the platform's door: all of its names are found on this machine, at one port. */
export class Net {
  readonly #agent: Agent;

  constructor({ certificate }: { certificate: string | null }) {
    const here = [{ address: '127.0.0.1', family: 4 }] as const;
    this.#agent = new Agent({
      connect: {
        lookup: (_name, options, done) => {
          if (options.all) done(null, [...here]);
          else done(null, here[0].address, here[0].family);
        },
        ...(certificate === null ? {} : { ca: certificate }),
      },
    });
  }

  async ask(address: string | URL, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answer> {
    const url = new URL(address);
    const answer = await request(url, {
      ...{ method, headers, dispatcher: this.#agent },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.body.text();
    return {
      ...{ url, status: answer.statusCode, headers: answer.headers, text },
      json: () => JSON.parse(text) as Record<string, unknown>,
    };
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}

/** A header that comes once; empty where it is absent. */
export function headerOf({ headers }: Pick<Answer, 'headers'>, name: string): string {
  return [headers[name] ?? ''].flat().join(', ');
}
