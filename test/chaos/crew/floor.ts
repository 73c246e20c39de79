import type { StreamAlarm } from '@varde/contracts';

export const RED_KIND = 'fire-alarm';

/** A fire as it came to somebody: when, and of which device. */
type Sighting = { readonly at: number; readonly deviceId: string };

/** What all operators together see and do, and what must never happen among them. */
export type Floor = {
  /** An alarm as it came on one operator's stream. */
  saw(operator: string, alarm: StreamAlarm, at: number): void;
  /** The api said that it is theirs. */
  took(operator: string, alarmId: string): void;
  /** They are about to give it away or close it. */
  letGo(alarmId: string): void;
  /** When a fire of this device, sent then, was first in front of an operator; null: not yet. */
  firstSeen(deviceId: string, sentAt: number): number | null;
  /** When the first fire after an instant came. */
  anySince(instant: number): number | null;
  /** What must not have happened and did, since it was last asked. */
  faults(): readonly string[];
};

const RAISES: readonly string[] = ['raised', 'merged'];

export const createFloor = (): Floor => {
  const sightings: Sighting[] = [];
  const bySender = new Map<string, number[]>();
  const holders = new Map<string, string>();
  /** By operator and device: the fires that stand open in front of that operator, with their version. */
  const open = new Map<string, Map<string, number>>();
  const told = new Set<string>();
  let faults: string[] = [];

  const fault = (text: string): void => {
    if (told.has(text)) return;
    told.add(text);
    faults.push(text);
  };

  const noteOpen = (operator: string, deviceId: string, { id, state, version }: StreamAlarm): void => {
    const key = `${operator}/${deviceId}`;
    const fires = open.get(key) ?? new Map<string, number>();
    open.set(key, fires);
    if ((fires.get(id) ?? 0) > version) return;
    if (state === 'closed') fires.delete(id);
    else fires.set(id, version);
    if (fires.size > 1) fault(`two fires of one device stand in front of an operator: ${[...fires.keys()].join(', ')}`);
  };

  return {
    saw: (operator, alarm, at) => {
      const deviceId = alarm.device?.id;
      if (alarm.kind !== RED_KIND || deviceId === undefined) return;
      noteOpen(operator, deviceId, alarm);
      if (!alarm.actions.some((action) => RAISES.includes(action))) return;
      sightings.push({ at, deviceId });
      bySender.set(deviceId, [...(bySender.get(deviceId) ?? []), at]);
    },
    took: (operator, alarmId) => {
      const holder = holders.get(alarmId);
      if (holder !== undefined && holder !== operator) fault(`two operators have alarm ${alarmId}`);
      holders.set(alarmId, operator);
    },
    letGo: (alarmId) => {
      holders.delete(alarmId);
    },
    firstSeen: (deviceId, sentAt) => {
      const times = (bySender.get(deviceId) ?? []).filter((at) => at >= sentAt);
      return times.length === 0 ? null : Math.min(...times);
    },
    anySince: (instant) => sightings.find(({ at }) => at >= instant)?.at ?? null,
    faults: () => {
      const since = faults;
      faults = [];
      return since;
    },
  };
};
