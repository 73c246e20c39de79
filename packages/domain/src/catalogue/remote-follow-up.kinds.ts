import type { EventKindEntry } from './event-kind.ts';

export const REMOTE_FOLLOW_UP_KINDS = {
  'measurement-critical': {
    category: 'remote-follow-up',
    lane: 'event',
    triage: 'orange',
    vkp: '5.1',
    label: { nb: 'Kritisk måling', nn: 'Kritisk måling', en: 'Critical measurement' },
  },
  'measurement-deviating': {
    category: 'remote-follow-up',
    lane: 'event',
    triage: 'yellow',
    vkp: '5.1',
    label: { nb: 'Måling utenfor grense', nn: 'Måling utanfor grense', en: 'Measurement outside its limit' },
  },
  'measurement-reported': {
    category: 'remote-follow-up',
    lane: 'event',
    triage: null,
    vkp: '5.2.1',
    label: { nb: 'Måledata rapportert', nn: 'Måledata rapporterte', en: 'Measurement reported' },
    restores: ['measurement-missing'],
  },
  'measurement-missing': {
    category: 'remote-follow-up',
    lane: 'event',
    triage: 'green',
    vkp: '5.3.2',
    label: { nb: 'Måling ikke rapportert', nn: 'Måling ikkje rapportert', en: 'Measurement not reported' },
  },
  'questionnaire-missing': {
    category: 'remote-follow-up',
    lane: 'event',
    triage: 'green',
    vkp: '5.3.1',
    label: { nb: 'Manglende skjemabesvarelse', nn: 'Manglande skjemasvar', en: 'Questionnaire not answered' },
  },
} as const satisfies Record<string, EventKindEntry>;
