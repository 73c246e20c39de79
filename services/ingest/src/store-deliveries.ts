import type { ReadMessage } from '@varde/domain';
import { type Database, type StoredEvent, storeEvents, storeQuarantined, storeQuarantinedOnce } from '@varde/postgres';
import type { Delivery } from './delivery.ts';
import type { DeviceRegistry } from './device-registry.ts';
import { type Judged, judgeRead } from './judge-delivery.ts';

export type Stored = {
  /** Every message of the deliveries, in their order. */
  readonly judged: readonly Judged[];
  /** Those that were news; the rest had been stored before. */
  readonly fresh: readonly StoredEvent[];
};

/** Resolves when all of it is committed; what rejects is a fault of ours, and the whole may be tried again. */
export type StoreDeliveries = (deliveries: readonly Delivery[]) => Promise<Stored>;

export type StoreOptions = {
  readonly db: Database;
  readonly registry: DeviceRegistry;
  readonly newId: () => string;
};

/** Classes 22 and 23: the database cannot hold this content; any other fault would meet every message alike. */
const isAboutContent = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown } | null)?.code));

const UNSTORABLE: ReadMessage = { kind: 'unreadable', reason: 'out-of-shape', messageId: null };

const commit = async (db: Database, judged: readonly Judged[]): Promise<StoredEvent[]> => {
  const events = judged.flatMap((one) => (one.kind === 'store' ? [one.event] : []));
  const quarantined = judged.flatMap((one) => (one.kind === 'quarantine' ? [one] : []));
  if (quarantined.length === 0) return storeEvents(db, events);
  return db.transaction().execute(async (tx) => {
    await storeQuarantined(
      tx,
      quarantined.map((one) => one.message),
    );
    const raised = quarantined.flatMap((one) => (one.raised === null ? [] : [one.raised]));
    return storeEvents(tx, [...events, ...raised]);
  });
};

export const createStoreDeliveries = ({ db, registry, newId }: StoreOptions): StoreDeliveries => {
  const idsOf = (deliveries: readonly Delivery[]): string[] =>
    deliveries.flatMap((delivery) => (delivery.deviceId === null ? [] : [delivery.deviceId]));

  const judge = async (deliveries: readonly Delivery[]): Promise<Judged[]> => {
    const devices = await registry.find(idsOf(deliveries));
    return deliveries.flatMap((delivery) => {
      const device = delivery.deviceId === null ? undefined : devices.get(delivery.deviceId);
      return delivery.reads.map((read) => judgeRead(delivery, read, device ?? null, newId));
    });
  };

  const storeTogether = async (deliveries: readonly Delivery[]): Promise<Stored> => {
    const judged = await judge(deliveries);
    const [only] = judged;
    // Two processes read the alarm topic, each message by itself: the same garbage is one row and one alarm.
    const once = judged.length === 1 && only?.kind === 'quarantine' && deliveries[0]?.lane === 'alarm';
    const fresh = await (once ? storeQuarantinedOnce(db, only.message, only.raised) : commit(db, judged));
    return { judged, fresh };
  };

  const storeAlone = async (delivery: Delivery): Promise<Stored> => {
    try {
      return await storeTogether([delivery]);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
      return storeTogether([{ ...delivery, reads: [UNSTORABLE] }]);
    }
  };

  return async (deliveries) => {
    try {
      return await storeTogether(deliveries);
    } catch (error) {
      if (!isAboutContent(error)) throw error;
    }
    // One message that the database cannot hold, or of a device that is no more, must not take the others with it.
    registry.forget(idsOf(deliveries));
    const alone: Stored[] = [];
    for (const delivery of deliveries) alone.push(await storeAlone(delivery));
    return { judged: alone.flatMap((one) => one.judged), fresh: alone.flatMap((one) => one.fresh) };
  };
};
