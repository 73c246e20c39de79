import type { EventKindEntry } from './event-kind.ts';

export const CAMERA_KINDS = {
  'camera-check-due': {
    category: 'camera',
    lane: 'event',
    triage: 'green',
    vkp: '4.26',
    label: { nb: 'Planlagt kameratilsyn', nn: 'Planlagt kameratilsyn', en: 'Planned camera check' },
  },
  'camera-check-event': {
    category: 'camera',
    lane: 'event',
    triage: 'yellow',
    vkp: '4.25',
    label: { nb: 'Hendelsesbasert kameratilsyn', nn: 'Hendingsbasert kameratilsyn', en: 'Camera check after an event' },
  },
  'camera-check-missed': {
    category: 'camera',
    lane: 'event',
    triage: 'orange',
    vkp: '4.26',
    label: { nb: 'Planlagt tilsyn ikke utført', nn: 'Planlagt tilsyn ikkje utført', en: 'Planned check not done' },
    raisedBy: 'service',
  },
  'camera-unavailable': {
    category: 'camera',
    lane: 'event',
    triage: 'yellow',
    vkp: '4',
    label: { nb: 'Kamera utilgjengelig', nn: 'Kamera utilgjengeleg', en: 'Camera unavailable' },
  },
} as const satisfies Record<string, EventKindEntry>;
