/** Ghost's own clock. It runs until a test holds it; `skewMs` makes it wrong, as clocks of servers are. */
export interface GhostClock {
  /** Ms since 1970, skew included. */
  now(): number;
  /** As Ghost writes times: whole seconds. */
  stamp(): string;
  hold(at: string): void;
  /** Moves a held clock; one that runs is held from here on. */
  advance(ms: number): void;
  release(): void;
  skewMs: number;
}

export function ghostClock(): GhostClock {
  let held: number | null = null;
  const clock: GhostClock = {
    skewMs: 0,
    now: () => (held ?? Date.now()) + clock.skewMs,
    stamp: () => stampOf(clock.now()),
    hold: (at) => {
      held = Date.parse(at);
    },
    advance: (ms) => {
      held = (held ?? Date.now()) + ms;
    },
    release: () => {
      held = null;
    },
  };
  return clock;
}

export function stampOf(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString();
}
