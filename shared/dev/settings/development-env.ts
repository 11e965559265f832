import { z } from 'zod';
import type { EnvSettings } from '../../infrastructure/config/setting.js';

const port = z.coerce.number().int().min(1).max(65535);

/** The keys that only `npm start` reads; `.env.example` lists them beside those of the services. */
export const developmentEnv = {
  DATA_DIR: {
    schema: z.string(),
    example: '.data',
    about: 'Where the database, Redis, mails and secrets of development lie; one folder an instance',
  },
  PORT: { schema: port, example: '8000', about: "The gateway's port" },
  BIND: { schema: z.union([z.ipv4(), z.ipv6()]), example: '127.0.0.1', about: 'The address the gateway binds to' },
  PORT_BASE: {
    schema: port,
    example: '8001',
    about: 'The first of the ports on loopback: services from +0, database, Redis and mail from +10, internal from +20',
  },
  TLS_CERT: {
    schema: z.string(),
    example: 'cert.pem',
    about: 'Certificate, PEM: with its key, the gateway speaks https',
  },
  TLS_KEY: { schema: z.string(), example: 'key.pem', about: 'The key of the certificate, PEM' },
} satisfies EnvSettings;
