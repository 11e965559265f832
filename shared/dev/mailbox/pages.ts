import { escapeHtml } from '../../lib/escape-html.js';
import { style } from '../pages/style.js';
import type { Mail } from './mail.js';

const whenOf = (mail: Mail) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(mail.date));

export const mailboxStyle = `${style}
ul { list-style: none; margin: 1.5rem 0 0; padding: 0; border-block-start: 1px solid var(--line); }
li a { display: grid; grid-template-columns: 1fr auto; gap: 0.1rem 1rem; padding: 0.9rem 0.25rem; border-block-end: 1px solid var(--line); text-decoration: none; color: inherit; }
li a:hover { background: var(--sheet); }
li b { font-weight: 600; color: var(--link); }
li .note:last-child { grid-column: 1 / -1; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.25rem 1rem; margin: 1rem 0 1.5rem; }
dt { color: var(--ink-2); } dd { margin: 0; overflow-wrap: anywhere; }
pre, iframe { inline-size: 100%; margin: 0 0 1.5rem; border: 1px solid var(--line); border-radius: 6px; background: var(--sheet); }
pre { padding: 1.25rem; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { block-size: 32rem; background: #fff; color-scheme: light; }
h2 { font-size: 1rem; margin-block: 0 0.5rem; }
`;

function page(title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><link rel="stylesheet" href="/style.css"></head>
<body><header>${head}</header><main>${body}</main></body>
</html>
`;
}

function row(mail: Mail): string {
  return `<li><a href="/mail/${mail.id}"><b>${escapeHtml(mail.subject || 'No subject')}</b><span class="note">${whenOf(mail)}</span><span class="note">to ${escapeHtml(mail.to)}</span></a></li>`;
}

/** All mails, newest first. */
export function listPage(mails: readonly Mail[]): string {
  const empty = '<form method="post" action="/empty"><button>Empty the mailbox</button></form>';
  const head = `<h1>Development mailbox</h1>${mails.length > 0 ? empty : ''}`;
  const about = '<p class="note">Every mail that the sites send on this machine ends here; none leaves it.</p>';
  const none = '<p>No mail yet. Once a site has sent one, <a href="/">look again</a>.</p>';
  const list = mails.length > 0 ? `<ul>${mails.map(row).reverse().join('')}</ul>` : none;
  return page('Development mailbox', head, about + list);
}

/** Addresses in plain text become links; everything else is escaped. */
function linkText(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1 ? `<a href="${escapeHtml(part)}">${escapeHtml(part)}</a>` : escapeHtml(part),
    )
    .join('');
}

/** One mail. Its HTML stands in a sandboxed frame with an address and a policy of its own. */
export function mailPage(mail: Mail): string {
  const subject = mail.subject || 'No subject';
  const facts = [
    ['From', mail.from],
    ['To', mail.to],
    ['When', whenOf(mail)],
  ].map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`);
  const frame = `<h2>As HTML</h2><iframe title="The mail as HTML" src="/mail/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;
  const text = `<h2>As text</h2><pre>${linkText(mail.text)}</pre>`;
  const body = `<dl>${facts.join('')}</dl>${mail.text ? text : ''}${mail.html ? frame : ''}`;
  return page(subject, `<h1>${escapeHtml(subject)}</h1><a href="/">All mail</a>`, body);
}
