import type { EventKindEntry } from './event-kind.ts';

export const TEST_CALL = 'test-call';

/** What the service itself raises while a technician tests a device with the centre. In no national list, so apart. */
export const DEVICE_TEST_KINDS = {
  [TEST_CALL]: {
    category: 'technical',
    lane: 'event',
    triage: 'blue',
    vkp: '1.5',
    label: {
      nb: 'Prøvealarm: tekniker venter på svar',
      nn: 'Prøvealarm: teknikar ventar på svar',
      en: 'Device test: a technician waits for an answer',
    },
    raisedBy: 'service',
    note: 'to the operators, quietly, whatever the device said',
  },
} as const satisfies Record<string, EventKindEntry>;
