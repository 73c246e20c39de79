import type { EventKindEntry } from './event-kind.ts';

export const LOCK_KINDS = {
  'lock-locked': {
    category: 'lock',
    lane: 'event',
    triage: null,
    vkp: '6',
    label: { nb: 'Låst', nn: 'Låst', en: 'Locked' },
    restores: ['lock-jammed'],
    scaip: { stc: ['0118'] },
  },
  'lock-unlocked': {
    category: 'lock',
    lane: 'event',
    triage: null,
    vkp: '6',
    label: { nb: 'Låst opp', nn: 'Låst opp', en: 'Unlocked' },
    scaip: { stc: ['0127'] },
  },
  'lock-jammed': {
    category: 'lock',
    lane: 'event',
    triage: 'blue',
    vkp: '6',
    label: { nb: 'Lås sitter fast', nn: 'Lås sit fast', en: 'Lock jammed' },
    scaip: { dty: ['0043'], stc: ['0052'] },
  },
  'lock-access-denied': {
    category: 'lock',
    lane: 'event',
    triage: 'blue',
    vkp: '6',
    label: { nb: 'Adgang nektet', nn: 'Tilgang nekta', en: 'Access denied' },
    scaip: { stc: ['0107'] },
  },
  'lock-forced': {
    category: 'lock',
    lane: 'event',
    triage: 'orange',
    vkp: '6',
    label: { nb: 'Dør brutt opp', nn: 'Dør broten opp', en: 'Door forced open' },
  },
  'key-box-opened': {
    category: 'lock',
    lane: 'event',
    triage: null,
    vkp: '6',
    label: { nb: 'Nøkkelboks åpnet', nn: 'Nøkkelboks opna', en: 'Key box opened' },
  },
} as const satisfies Record<string, EventKindEntry>;
