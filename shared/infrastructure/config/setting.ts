import type { z } from 'zod';

/** One key of the environment: what it means, what it may hold, and the line that documents it. */
export interface EnvSetting<T = unknown> {
  schema: z.ZodType<T>;
  /** One line, for people: becomes the comment in `.env.example`. */
  about: string;
  /** What `.env.example` shows; needs no shell quoting. */
  example: string;
  /** A secret may also be given as a file named by `<KEY>_FILE`, and is never printed. */
  secret?: true;
  /** It is an address of a server that we may ask wherever it stands, in a private network too: its origin and no other. */
  isTrustedOrigin?: true;
}

export type EnvSettings = Readonly<Record<string, EnvSetting>>;

export type EnvValues<S extends EnvSettings> = { [K in keyof S]: z.output<S[K]['schema']> };

/** What one app adds to the configuration: keys of the environment, and its own section of `app-config.yaml`. */
export interface AppSettings<E extends EnvSettings = EnvSettings, F extends z.ZodObject = z.ZodObject> {
  env: E;
  file: F;
}

export function defineSettings<E extends EnvSettings, F extends z.ZodObject>(
  settings: AppSettings<E, F>,
): AppSettings<E, F> {
  return settings;
}

export type AppValues<S extends AppSettings> = EnvValues<S['env']> & z.output<S['file']>;
