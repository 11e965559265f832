import type { Output } from './world.js';

const patienceMs = 1_000;
const eraseLine = '\r\u001b[K';

/** One line on a terminal that says what is being done, from the second second on. Pipes and files see nothing of it. */
export interface Progress {
  say: (what: string) => void;
  end: () => void;
}

export function showProgress(stream: Output): Progress {
  if (!stream.isTTY) return { say: () => undefined, end: () => undefined };
  let latest = '';
  let isShown = false;
  const show = () => {
    isShown = true;
    stream.write(`${eraseLine}${latest}`);
  };
  const timer = setTimeout(show, patienceMs);
  return {
    say: (what) => {
      latest = what;
      if (isShown) show();
    },
    end: () => {
      clearTimeout(timer);
      if (isShown) stream.write(eraseLine);
    },
  };
}
