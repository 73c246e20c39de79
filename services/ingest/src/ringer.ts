import type { TriageJob } from '@varde/contracts';
import { type Colour, eventKind, type Instant, type Lane, mostUrgent } from '@varde/domain';
import type { StoredEvent } from '@varde/postgres';
import { type Producer, ringPriority } from '@varde/queues';

/** Events in one job of the event lane at most. */
const BATCH = 500;
/** Alarms of one device within the milliseconds that ring at their colour's priority. */
const IN_TURN = 10;
const WINDOW = 5_000;
/** Behind every colour: it is decided at once unless another device's alarm waits. */
const LAST = 6;

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

/** Whether a device has rung more often lately than it has a claim to: its flood must not stand before another's fire. */
const createTurns = (now: () => Instant): ((deviceId: string) => boolean) => {
  let rings = new Map<string, number>();
  let until = 0;
  return (deviceId) => {
    if (now() >= until) {
      rings = new Map();
      until = now() + WINDOW;
    }
    const count = (rings.get(deviceId) ?? 0) + 1;
    rings.set(deviceId, count);
    return count <= IN_TURN;
  };
};

export type Producers = Readonly<Record<Lane, Producer<TriageJob>>>;

/** Rings triage for committed events and waits for nothing: the sweep finds those whose ring failed. */
export const createRinger = (
  producers: Producers,
  onFailed: (lane: Lane) => void,
  now: () => Instant,
): ((events: readonly StoredEvent[]) => void) => {
  const inTurn = createTurns(now);

  const priorityOf = (group: readonly StoredEvent[], lane: Lane): number => {
    const isFlood = lane === 'alarm' && !group.every((event) => inTurn(event.deviceId));
    return isFlood ? LAST : ringPriority(colourOfAll(group));
  };

  return (events) => {
    for (const lane of ['alarm', 'event'] as const) {
      for (const group of groups(events, lane)) {
        const job = { eventIds: group.map((event) => event.id) };
        producers[lane].ring(job, { priority: priorityOf(group, lane) }).then(
          (rang) => {
            if (!rang) onFailed(lane);
          },
          () => onFailed(lane),
        );
      }
    }
  };
};
