import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** The numbers of one process, in Prometheus' text format on the internal listener. */
export interface Metrics {
  registry: Registry;
  requests: Histogram<'method' | 'route' | 'status'>;
  inFlight: Gauge;
  refused: Counter<'reason'>;
  webhooks: Counter<'from' | 'outcome'>;
  ready: Gauge<'check'>;
}

/** Seconds; from a cached page to a request that ought to have been a job. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function createMetrics(labels: { service: string; role: string }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the first byte of a request to the last of its answer, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets,
      registers,
    }),
    inFlight: new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered now', registers }),
    refused: new Counter({
      name: 'http_requests_refused_total',
      help: 'Requests refused before any work, by reason: host, flood, sign-ins, body or maintenance',
      labelNames: ['reason'],
      registers,
    }),
    webhooks: new Counter({
      name: 'webhooks_total',
      help: 'Webhooks that came, by sender and by what came of them: kept, known, or why they were refused',
      labelNames: ['from', 'outcome'],
      registers,
    }),
    ready: new Gauge({
      name: 'ready_check',
      help: '1 when the check of /readyz held at its last run, else 0',
      labelNames: ['check'],
      registers,
    }),
  };
}
