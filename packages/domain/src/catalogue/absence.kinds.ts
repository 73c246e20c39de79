import type { EventKindEntry } from './event-kind.ts';

/** What the service itself asks about somebody who was said to be away. In no national list of events, so apart. */
export const ABSENCE_KINDS = {
  'presence-while-away': {
    category: 'supervision',
    lane: 'event',
    triage: 'yellow',
    vkp: '4.12',
    label: {
      nb: 'Tegn til at beboeren er hjemme',
      nn: 'Teikn til at bebuaren er heime',
      en: 'A sign that the resident is home',
    },
    raisedBy: 'service',
    note: 'the absence has ended, and somebody asks',
  },
} as const satisfies Record<string, EventKindEntry>;
