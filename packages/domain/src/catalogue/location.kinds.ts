import type { EventKindEntry } from './event-kind.ts';

export const LOCATION_KINDS = {
  'sos-pressed': {
    category: 'location',
    lane: 'alarm',
    triage: 'orange',
    vkp: '2',
    label: { nb: 'SOS utløst', nn: 'SOS utløyst', en: 'SOS triggered' },
    personInitiated: true,
    scaip: { dty: ['0051'] },
  },
  'man-down': {
    category: 'location',
    lane: 'alarm',
    triage: 'red',
    vkp: '2',
    label: { nb: 'Ubevegelig person', nn: 'Urørleg person', en: 'Motionless person' },
    scaip: { dty: ['0030'] },
  },
  'geofence-left': {
    category: 'location',
    lane: 'alarm',
    triage: 'orange',
    vkp: '2',
    label: { nb: 'Forlatt trygg sone', nn: 'Gått ut av trygg sone', en: 'Left the safe zone' },
    scaip: { dty: ['0029'] },
  },
  'geofence-entered': {
    category: 'location',
    lane: 'alarm',
    triage: null,
    vkp: '2',
    label: { nb: 'Tilbake i trygg sone', nn: 'Tilbake i trygg sone', en: 'Back in the safe zone' },
    restores: ['geofence-left'],
  },
  position: {
    category: 'location',
    lane: 'event',
    triage: null,
    vkp: '2',
    label: { nb: 'Posisjon', nn: 'Posisjon', en: 'Position' },
  },
  'position-stale': {
    category: 'location',
    lane: 'event',
    triage: 'yellow',
    vkp: '2',
    label: { nb: 'Utdatert posisjon', nn: 'Utdatert posisjon', en: 'Position out of date' },
    note: 'orange while an SOS or a left zone is open; blue elsewhere',
  },
} as const satisfies Record<string, EventKindEntry>;
