/** A server behind the gateway, on 127.0.0.1. */
export interface Service {
  name: string;
  port: number;
}

export interface GatewayHosts {
  /** By host name, lower case, without port. */
  services: ReadonlyMap<string, Service>;
  baseDomain: string;
}

/** Where a request with this Host goes. Its port is of no interest: a tunnel or a proxy in front may have another. */
export function findTarget(host: string | undefined, { services, baseDomain }: GatewayHosts): Service | 'bare' | null {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  return services.get(name) ?? (name === baseDomain ? 'bare' : null);
}
