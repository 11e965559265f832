/** Whether this is the whole address of something on the web that anybody may be sent to: http(s), and nobody's password in it. */
export function isWebAddress(address: string): boolean {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
