import type { Context } from '../../http/context.js';

/** Asks somebody whether they want to be signed out. */
export interface SignOutQuestion {
  /** The site that sent them; null where none said so. */
  clientName: string | null;
  /** Where the form goes, and what it has to say to be believed. */
  action: string;
  xsrf: string;
  /** Where they go on afterwards; null where they stay with us. */
  redirectOrigin: string | null;
}

/** What a site is answered with that wants a form (OAuth 2.0 Form Post Response Mode). */
export interface PostedAnswer {
  /** The site's name; null where it has told none. */
  clientName: string | null;
  /** The site's own address. */
  action: string;
  fields: readonly { name: string; value: string }[];
}

/** What an app that is the provider shows. */
export interface ProviderPages {
  /** The page on which an interaction goes on. */
  interactionPath(prompt: string, uid: string): string;
  askToSignOut(ctx: Context, question: SignOutQuestion): Promise<void>;
  showSignedOut(ctx: Context): Promise<void>;
  /** A page whose form goes on by itself, or by its button where scripts are off. */
  sendAnswer(ctx: Context, answer: PostedAnswer): Promise<void>;
}
