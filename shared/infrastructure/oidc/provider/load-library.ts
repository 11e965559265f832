import type * as library from 'oidc-provider';

export type ProviderLibrary = typeof library;

let loading: Promise<ProviderLibrary> | undefined;

/**
 * oidc-provider, by the first who needs it: only federation does. While it loads it advises on the console about the
 * release of Node, which every operator would read at each start and which is no fault of theirs.
 */
export function loadLibrary(): Promise<ProviderLibrary> {
  loading ??= quietly(() => import('oidc-provider'));
  return loading;
}

/* eslint-disable no-console -- the library has no other way to be told where its advice goes */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!words.join(' ').includes('Unsupported runtime')) warn(...words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
/* eslint-enable no-console */
