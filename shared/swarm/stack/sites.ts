import type { AppName } from '../../contracts/apps.js';
import { Visitor } from '../../testing/visitor.js';

export const baseDomain = 'rose-ash.test';
export const edgePort = 8080;
export const edge = `http://127.0.0.1:${edgePort}`;

/** Whole addresses, as they stand in pages. */
export const address = (app: AppName, path = '/') => `https://${app}.${baseDomain}${path}`;

/** What the Caddy that ends TLS adds in production; here the visitor speaks for it. */
export const throughCaddy = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };

/** A browser that reaches all six sites through the edge. */
export const newVisitor = () => new Visitor(() => edge);
