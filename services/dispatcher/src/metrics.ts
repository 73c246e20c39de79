import { Counter, type Registry } from '@varde/runtime';

export type DispatcherMetrics = {
  dispatched(clocksEnded: number, offersMade: number): void;
  receiptsFailed(): void;
  workerRenewed(): void;
};

export const createDispatcherMetrics = (registry: Registry): DispatcherMetrics => {
  const registers = [registry];
  const clocks = new Counter({
    name: 'varde_dispatcher_clocks_ended_total',
    help: 'Offers nobody took up and shelves that ended',
    registers,
  });
  const offers = new Counter({
    name: 'varde_dispatcher_offers_total',
    help: 'Alarms offered to an operator',
    registers,
  });
  const receipts = new Counter({
    name: 'varde_dispatcher_receipt_failures_total',
    help: 'Receipts the broker did not take; they stay and are sent again',
    registers,
  });
  const renewed = new Counter({
    name: 'varde_dispatcher_worker_renewals_total',
    help: 'Queue workers that stood still with jobs before them and were made anew',
    registers,
  });
  return {
    dispatched: (ended, made) => {
      clocks.inc(ended);
      offers.inc(made);
    },
    receiptsFailed: () => receipts.inc(),
    workerRenewed: () => renewed.inc(),
  };
};
