import { lookup as systemLookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import type { Resolve } from './http-client.js';
import { isSpecialAddress } from './special-address.js';
import { upstreamRefusedAddress } from './upstream-errors.js';

export const resolveBySystem: Resolve = (hostname) => systemLookup(hostname, { all: true });

/** Whether a host name means this machine (RFC 6761, 6.3), with or without the root's dot. */
export function isLocalhost(hostname: string): boolean {
  return /^(?:.+\.)?localhost\.?$/i.test(hostname);
}

/** Resolves `*.localhost` to 127.0.0.1, which Node's resolver does not know on every system; the rest by `resolve`. */
export function resolveLocalhost(resolve: Resolve): Resolve {
  return async (hostname) => (isLocalhost(hostname) ? [{ address: '127.0.0.1', family: 4 }] : resolve(hostname));
}

/** Fails when any address of the host is special: a name with one public and one private address is an attack. */
export function resolveOnlyPublic(resolve: Resolve): Resolve {
  return async (hostname) => {
    const addresses = await resolve(hostname);
    const special = addresses.find(({ address }) => isSpecialAddress(address));
    if (special) throw upstreamRefusedAddress(`${hostname} at ${special.address}`);
    return addresses;
  };
}

/**
 * What `net.connect` asks while it connects. The address that was judged is the address that is dialled, so a name that
 * changes its address between a check and the connection gains nothing.
 */
export function toLookupFunction(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        if (!first) callback(new Error(`${hostname} has no address`), '');
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as NodeJS.ErrnoException, '');
      },
    );
  };
}
