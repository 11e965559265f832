import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA special-purpose IPv4 ranges (RFC 6890 and later): none of them is a public server. */
const specialIpv4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Inside the one public IPv6 range: protocol assignments and Teredo, documentation, 6to4 (which hides an IPv4 address). */
const specialIpv6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [network, prefix] of specialIpv4) refused.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of specialIpv6) refused.addSubnet(network, prefix, 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an IP address is private, loopback, link-local, shared, reserved or otherwise not a public server's. IPv4 addresses
 * inside IPv6 ones (mapped, RFC 4291; NAT64, RFC 6052) are judged by the IPv4 address; what is no address is special, too.
 */
export function isSpecialAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  if (isIPv4(bare)) return refused.check(bare, 'ipv4');
  if (!isIPv6(bare)) return true;
  const embedded = embeddedIpv4(bare);
  if (embedded !== null) return refused.check(embedded, 'ipv4');
  return !globalUnicast.check(bare, 'ipv6') || refused.check(bare, 'ipv6');
}

/** The IPv4 address in `::ffff:a.b.c.d` or `64:ff9b::a.b.c.d`, however it is written. */
function embeddedIpv4(address: string): string | null {
  // The URL parser writes every IPv6 address in its one short form, in hexadecimal.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const parts = /^(?:::ffff|64:ff9b:):(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})$/.exec(canonical);
  if (!parts) return null;
  const [high, low] = [parts[1] ?? '0', parts[2] ?? '0'].map((part) => parseInt(part, 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
