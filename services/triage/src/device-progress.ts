import { type Alarm, restorersOf, type SeenRestore, type TriageEvent, type TriageFacts } from '@varde/domain';
import { type DeviceFacts, seenRestore, type UndecidedEvent } from '@varde/postgres';

/** One device's facts while its events of a batch are decided one after the other: each sees what came before. */
export type DeviceProgress = {
  readonly facts: DeviceFacts;
  factsFor(undecided: UndecidedEvent): TriageFacts;
  /** An alarm was opened or changed. */
  put(alarm: Alarm): void;
  /** An alarm as it was last written. */
  open(id: string): Alarm | undefined;
  /** An event is decided: what comes after may be what it restores. */
  decided(event: TriageEvent): void;
};

export const createDeviceProgress = (facts: DeviceFacts): DeviceProgress => {
  const open = new Map(facts.open.map((alarm) => [alarm.id, alarm]));
  const restores: SeenRestore[] = [...facts.restores];
  return {
    facts,
    factsFor: ({ event, idReused }) => {
      const restorers = restorersOf(event.kind);
      return {
        event,
        idReused,
        device: facts.device,
        plans: facts.plans,
        residents: facts.residents,
        targets: facts.targets,
        responders: facts.responders,
        unlockRights: facts.unlockRights,
        absence: facts.absence,
        vacated: facts.vacated,
        open: [...open.values()],
        restores: restores.filter((restore) => restorers.includes(restore.kind)),
      };
    },
    put: (alarm) => {
      open.set(alarm.id, alarm);
    },
    open: (id) => open.get(id),
    decided: (event) => {
      restores.push(seenRestore(event));
    },
  };
};
