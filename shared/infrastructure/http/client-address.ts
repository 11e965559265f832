import { BlockList, isIP } from 'node:net';
import type { IncomingHttpHeaders } from 'node:http';

const nearby = new BlockList();
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const) {
  nearby.addSubnet(network, prefix, 'ipv4');
}
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');

/** The part of a request that tells who sent it. */
export interface Sender {
  socket: { remoteAddress?: string | undefined };
  headers: IncomingHttpHeaders;
}

/**
 * The address that speaks to us. Only a proxy on a private network is believed, and only the entry of X-Forwarded-For
 * that it wrote itself, the last one; what stands before it is the visitor's own claim.
 */
export function clientAddress(request: Sender): string {
  const peer = plain(request.socket.remoteAddress ?? '');
  const family = isIP(peer);
  if (family === 0 || !nearby.check(peer, family === 6 ? 'ipv6' : 'ipv4')) return peer;
  const forwarded = plain(
    String(request.headers['x-forwarded-for'] ?? '')
      .split(',')
      .at(-1) ?? '',
  );
  return isIP(forwarded) ? forwarded : peer;
}

/** Without a port, and an IPv4 address as itself where it comes mapped into IPv6. */
function plain(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return bare.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** One household: the address itself, or the /64 of an IPv6 address, within which anybody can pick addresses freely. */
export function household(address: string): string {
  return prefixOf(address, 4);
}

/** What one customer can have for the asking: the address itself, or the /48 of an IPv6 address, which is 65,536 households. */
export function network(address: string): string {
  return prefixOf(address, 3);
}

function prefixOf(address: string, groups: number): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0');
  return `${[...front, ...zeros, ...back]
    .slice(0, groups)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')}::/${16 * groups}`;
}
