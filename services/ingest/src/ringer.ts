import type { TriageJob } from '@varde/contracts';
import { type Colour, eventKind, type Lane, mostUrgent } from '@varde/domain';
import type { StoredEvent } from '@varde/postgres';
import { type Producer, ringPriority } from '@varde/queues';

/** Events in one job of the event lane at most. */
const BATCH = 200;

const colourOf = (event: StoredEvent): Colour | null => eventKind(event.kind)?.triage ?? null;

/** The most urgent among them; null where none has a colour of its own. */
const colourOfAll = (events: readonly StoredEvent[]): Colour | null => {
  const [first, ...rest] = events.map(colourOf).filter((colour) => colour !== null);
  return first === undefined ? null : mostUrgent(first, ...rest);
};

/** An alarm has a job of its own; the rest goes in batches. */
const groups = (events: readonly StoredEvent[], lane: Lane): StoredEvent[][] => {
  const ofLane = events.filter((event) => event.lane === lane);
  const size = lane === 'alarm' ? 1 : BATCH;
  return Array.from({ length: Math.ceil(ofLane.length / size) }, (_, i) => ofLane.slice(i * size, (i + 1) * size));
};

export type Producers = Readonly<Record<Lane, Producer<TriageJob>>>;

/** Rings triage for committed events and waits for nothing: the sweep finds those whose ring failed. */
export const createRinger =
  (producers: Producers, onFailed: (lane: Lane) => void): ((events: readonly StoredEvent[]) => void) =>
  (events) => {
    for (const lane of ['alarm', 'event'] as const) {
      for (const group of groups(events, lane)) {
        const job = { eventIds: group.map((event) => event.id) };
        producers[lane].ring(job, { priority: ringPriority(colourOfAll(group)) }).then(
          (rang) => {
            if (!rang) onFailed(lane);
          },
          () => onFailed(lane),
        );
      }
    }
  };
