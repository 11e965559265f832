import { eventually } from '../eventually.js';
import type { OutsideBrowser, Rest } from './browser.js';
import type { Net } from './net.js';
import type { Form } from './read-page.js';

/** Somebody with a mailbox, who reads what a page asks and answers it. */
export interface Somebody {
  email: string;
  name: string;
  handle: string;
}

interface Mail {
  to: string | string[];
  text: string;
}

/** Mailboxes, as the page of the development mailbox shows them. */
export class Post {
  constructor(
    private readonly net: Net,
    private readonly origin: string,
  ) {}

  async mailsTo(address: string): Promise<Mail[]> {
    const all = JSON.parse((await this.net.ask(`${this.origin}/email`)).text) as Mail[];
    return all.filter(({ to }) => [to].flat().join().toLowerCase().includes(address));
  }

  /** The mail that comes after so many others. */
  async next(address: string, after: number): Promise<Mail> {
    const mails = await eventually(
      () => this.mailsTo(address),
      ({ length }) => length > after,
      20_000,
    );
    const mail = mails[after];
    if (mail === undefined) throw new Error(`no mail came for ${address}`);
    return mail;
  }
}

const asks = (name: string) => (form: Form) => name in form.fields;
const questionOf = ({ page }: Rest) => {
  if (page.forms.some(asks('code'))) return 'code';
  if (page.forms.some(asks('handle'))) return 'join';
  if (page.forms.some(({ buttons }) => buttons.some(({ name }) => name === 'answer'))) return 'consent';
  // The page of the code has a form with the address, too; it was looked at first.
  return page.forms.some(asks('email')) ? 'email' : null;
};

export interface Answers {
  /** Whether a site of others may know them. Absent: the question is left standing. */
  consent?: 'yes' | 'no';
}

/** Answers what the provider's pages ask, until the browser is sent back to a site, or stands before something else. */
export async function answer(
  browser: OutsideBrowser,
  start: Rest,
  { email, name, handle }: Somebody,
  post: Post,
  { consent }: Answers = { consent: 'yes' },
): Promise<Rest> {
  let rest = start;
  let had = 0;
  for (let step = 0; step < 8 && rest.left === null; step += 1) {
    switch (questionOf(rest)) {
      case 'email':
        had = (await post.mailsTo(email)).length;
        rest = await submitThe(browser, rest, asks('email'), { email });
        break;
      case 'code': {
        const { text } = await post.next(email, had);
        rest = await submitThe(browser, rest, asks('code'), { code: /\b\d{6}\b/.exec(text)?.[0] ?? '' });
        break;
      }
      case 'join':
        rest = await submitThe(browser, rest, asks('handle'), { name, handle });
        break;
      case 'consent':
        if (consent === undefined) return rest;
        rest = await submitThe(browser, rest, () => true, {}, consent);
        break;
      case null:
        return rest;
    }
  }
  return rest;
}

/** Sends the form that fits by its first button, or the one with this value. */
export function submitThe(
  browser: OutsideBrowser,
  { answer: { url }, page }: Rest,
  fits: (form: Form) => boolean,
  typed: Record<string, string>,
  value?: string,
): Promise<Rest> {
  const form = page.forms.find(
    (one) => one.method === 'post' && fits(one) && (value === undefined || one.buttons.some((b) => b.value === value)),
  );
  if (form === undefined) throw new Error(`${url.href} has no such form: “${page.heading}”`);
  const button = form.buttons.find((one) => value === undefined || one.value === value);
  const pressed: Record<string, string> = {};
  if (button !== undefined && button.name !== null) pressed[button.name] = button.value;
  const target = new URL(form.action === '' ? url.href : form.action, url);
  return browser.go(target, { from: url, form: { ...form.fields, ...typed, ...pressed } });
}
