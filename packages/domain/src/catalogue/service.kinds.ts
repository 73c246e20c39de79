import type { EventKindEntry } from './event-kind.ts';

/**
 * What the service says of itself when its canaries do not come back. The colour is the operators'; the technicians
 * have a blue one beside it. See `canary/lane-alarm.ts`.
 */
export const SERVICE_KINDS = {
  'alarm-lane-silent': {
    category: 'technical',
    lane: 'alarm',
    triage: 'red',
    vkp: '1.5',
    label: {
      nb: 'Alarmer kommer kanskje ikke fram',
      nn: 'Alarmar kjem kanskje ikkje fram',
      en: 'Alarms may not get through',
    },
    raisedBy: 'service',
  },
  'event-lane-silent': {
    category: 'technical',
    lane: 'event',
    triage: 'yellow',
    vkp: '1.5',
    label: {
      nb: 'Hendelser fra sensorer kommer kanskje ikke fram',
      nn: 'Hendingar frå sensorar kjem kanskje ikkje fram',
      en: 'Events from sensors may not get through',
    },
    raisedBy: 'service',
  },
  'status-lane-silent': {
    category: 'technical',
    lane: 'event',
    triage: 'blue',
    vkp: '1.5',
    label: {
      nb: 'Livstegn fra enheter blir ikke registrert',
      nn: 'Livsteikn frå einingar blir ikkje registrerte',
      en: 'Heartbeats of devices are not recorded',
    },
    raisedBy: 'service',
  },
  'dispatch-silent': {
    category: 'technical',
    lane: 'event',
    triage: 'orange',
    vkp: '1.5',
    label: {
      nb: 'Alarmer blir ikke fordelt',
      nn: 'Alarmar blir ikkje fordelte',
      en: 'Alarms are not handed out',
    },
    raisedBy: 'service',
  },
} as const satisfies Record<string, EventKindEntry>;
