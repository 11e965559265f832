import type { Chance } from '../state/chance.js';

export type AnswerFaultKind =
  /** Done, and then nobody hears of it: the connection is cut before the first byte. */
  | 'lost'
  /** Done, and cut in the middle of the body. */
  | 'truncated'
  /** Not done: 500. */
  | 'error'
  /** Done, after `ms`. */
  | 'slow'
  /** Not done: 429, without Retry-After, as Ghost answers it. */
  | 'too many'
  | 'unauthorized'
  | 'forbidden';

export interface AnswerFault {
  kind: AnswerFaultKind;
  /** Which requests it is for: those whose method, space and path match. All, when left out. */
  on?: RegExp;
  /** How often it happens; always, when left out. */
  times?: number;
  /** How likely it is each time, from 0 to 1; certain, when left out. */
  likely?: number;
  /** For `slow`. */
  ms?: number;
}

export interface WebhookFaults {
  /** How likely it is, from 0 to 1, that one is never sent. */
  lose: number;
  double: number;
  /** Waiting ones leave in any order. */
  shuffle: boolean;
  /** Each one waits so long before it leaves. */
  delayMs: number;
}

/** What goes wrong, switched by the test while the server runs. */
export interface Faults {
  answers: AnswerFault[];
  webhooks: WebhookFaults;
  /** What every answer says in Content-Version; a test makes it `v7.0`. */
  version: string;
  add(fault: AnswerFault): void;
  /** The first that is for this request and happens now. */
  draw(request: string): AnswerFault | undefined;
  clear(): void;
}

const allWell: WebhookFaults = { lose: 0, double: 0, shuffle: false, delayMs: 0 };

export function faultsWith(chance: Chance): Faults {
  const faults: Faults = {
    answers: [],
    webhooks: { ...allWell },
    version: 'v6.65',
    add: (fault) => void faults.answers.push({ ...fault }),
    draw: (request) => {
      const drawn = faults.answers.find(
        ({ on, times = 1, likely = 1 }) => times > 0 && (on?.test(request) ?? true) && chance() < likely,
      );
      if (drawn?.times !== undefined) drawn.times -= 1;
      return drawn;
    },
    clear: () => {
      faults.answers = [];
      faults.webhooks = { ...allWell };
    },
  };
  return faults;
}
