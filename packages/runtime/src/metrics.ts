import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own for each service, since `embedded` runs them all in one process. */
export const createMetrics = (process: string, withProcessMetrics = false): Registry => {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  if (withProcessMetrics) collectDefaultMetrics({ register: registry });
  return registry;
};

export { Counter, Gauge, Histogram, Registry } from 'prom-client';
