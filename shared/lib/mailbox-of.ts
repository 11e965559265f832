/** Providers at which dots before the @ mean nothing. */
const dotless = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an address in lower case, as far as the address tells: `ada+shop@example.org` comes to
 * `ada@example.org`. For counting what one person is sent, never for knowing them.
 */
export function mailboxOf(email: string): string {
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1);
  const [name = ''] = email.slice(0, at).split('+');
  const plain = dotless.has(domain) ? name.replaceAll('.', '') : name;
  // An address that begins with its tag has no other name.
  return plain === '' ? email : `${plain}@${domain}`;
}
