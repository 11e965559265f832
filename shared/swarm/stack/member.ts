import type { AppName } from '../../contracts/apps.js';
import type { Shown, Visitor } from '../../testing/visitor.js';
import type { Mailbox } from './mailbox.js';
import { address, newVisitor, throughCaddy } from './sites.js';

export interface Member {
  handle: string;
  /** A page of theirs, as their browser is shown it. */
  open(app: AppName, path?: string): Promise<Shown>;
}

/** Somebody new comes through the edge: asks for a code at the blog, reads it in the mail, joins, and is back at the blog. */
export async function joinThroughTheEdge(mailbox: Mailbox, handle: string): Promise<Member> {
  const visitor = newVisitor();
  const email = `${handle}@example.org`;
  const send = async (page: Shown, form: Record<string, string>) =>
    visitor.open(page.url, { form, headers: throughCaddy });
  const door = await open(visitor, 'blog', '/auth/login?next=/');
  const asked = await send(door, { email });
  const proved = await send(asked, { code: await mailbox.codeFor(email) });
  const [, agreedTo = ''] = /name="agreedTo" value="([^"]+)"/.exec(proved.text) ?? [];
  const arrived = await send(proved, { name: nameOf(handle), handle, agreedTo });
  if (arrived.url !== address('blog')) {
    throw new Error(
      `${handle} did not get in: ${arrived.status} ${arrived.way.join(' ')}\n${arrived.text.slice(0, 2_000)}`,
    );
  }
  return { handle, open: (app, path) => open(visitor, app, path) };
}

export const nameOf = (handle: string) => `${handle.slice(0, 1).toUpperCase()}${handle.slice(1)}`;

function open(visitor: Visitor, app: AppName, path?: string): Promise<Shown> {
  return visitor.open(address(app, path), { headers: throughCaddy });
}

/** The fragments of a page, each with the state that says it was not made anew: `fallback`, `stale`, or nothing. */
export function fragmentsOf({ text }: Shown): Record<string, string> {
  const elements = text.matchAll(/<[^>]*data-fragment="([^"]+)"[^>]*>/g);
  return Object.fromEntries(
    [...elements].map(([element, name = '']) => [name, /data-fragment-state="(\w+)"/.exec(element)?.[1] ?? '']),
  );
}
