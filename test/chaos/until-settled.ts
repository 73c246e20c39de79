import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../harness/record.ts';
import type { Scene } from './scene.ts';

type Left = { readonly undecided: string; readonly receipts: string; readonly reds: string };

/** A canary is on its way at any moment; it alone is not waited for. What no batch tells of, the ledger finds. */
const LEFT = `
  select
    (select count(*) from undecided_batch batch
      join event on event.id = any(batch.event_ids)
      where event.outcome is null and event.kind <> 'canary') as undecided,
    (select count(*) from receipt_outbox) as receipts,
    (select count(*) from alarm where colour = 'red' and queue = 'operator' and state <> 'closed') as reds`;

const PAUSE = 250;

/** Waits until every event is decided, every receipt sent and every red closed. Gives what is left when time is up. */
export const untilSettled = async ({ databaseUrl, plan }: Scene): Promise<readonly string[]> => {
  const end = Date.now() + plan.settle;
  for (;;) {
    const [left] = await query<Left>(databaseUrl, LEFT).catch(() => []);
    const counts = Object.entries(left ?? { database: '1' }).filter(([, count]) => count !== '0');
    if (counts.length === 0) return [];
    if (Date.now() > end) return [`not settled in time: ${counts.map((entry) => entry.join(' ')).join(', ')}`];
    await sleep(PAUSE);
  }
};
