import { Counter, Gauge, type Registry } from '@varde/runtime';
import type { StatusBuffer } from './status-buffer.ts';

export type StatusMetrics = {
  heard(): void;
  leftOut(): void;
  /** Tells of this buffer from now on. */
  watch(statuses: Pick<StatusBuffer, 'size'>): void;
};

export const createStatusMetrics = (registry: Registry): StatusMetrics => {
  const registers = [registry];
  const heard = new Counter({ name: 'varde_ingest_heartbeats_total', help: 'Heartbeats heard', registers });
  const leftOut = new Counter({
    name: 'varde_ingest_contacts_left_out_total',
    help: 'Contacts not kept, since too many devices waited to be written; the next heartbeat tells again',
    registers,
  });
  return {
    heard: () => heard.inc(),
    leftOut: () => leftOut.inc(),
    watch: (statuses) =>
      void new Gauge({
        name: 'varde_ingest_contacts_waiting',
        help: 'Devices heard and not yet written',
        registers,
        collect() {
          this.set(statuses.size);
        },
      }),
  };
};
