import type { EventKindEntry } from './event-kind.ts';

/**
 * What the service itself raises about many homes at once, or about itself. In no national list of events, so apart
 * from those; the codes are the nearest ones. No device sends them and no event carries them: they are alarms only.
 */
export const INCIDENT_KINDS = {
  'power-cut': {
    category: 'technical',
    lane: 'event',
    triage: 'blue',
    vkp: '1.19',
    label: { nb: 'Strømbrudd i området', nn: 'Straumbrot i området', en: 'Power cut in the area' },
    raisedBy: 'service',
    note: 'one for the technicians, with every device that lost its mains as a member',
  },
  'power-cut-call-round': {
    category: 'technical',
    lane: 'event',
    triage: 'yellow',
    vkp: '1.19',
    label: {
      nb: 'Ring sårbare uten strøm',
      nn: 'Ring sårbare utan straum',
      en: 'Call vulnerable residents without power',
    },
    raisedBy: 'service',
    note: 'one for the operators beside a power cut: whom to call, the most vulnerable first',
  },
  'service-outage': {
    category: 'technical',
    lane: 'event',
    triage: 'blue',
    vkp: '1.20',
    label: {
      nb: 'Varde har ikke hørt enhetene',
      nn: 'Varde har ikkje høyrt einingane',
      en: 'Varde has not heard the devices',
    },
    raisedBy: 'service',
    note: 'the silence was ours: no device is called silent for it',
  },
} as const satisfies Record<string, EventKindEntry>;

export type IncidentAlarmKind = keyof typeof INCIDENT_KINDS;

/** The incidents' own alarms; what else carries an incident is a member of it. */
export const INCIDENT_ALARM_KINDS: readonly string[] = Object.keys(INCIDENT_KINDS);

export const isIncidentKind = (kind: string): kind is IncidentAlarmKind => Object.hasOwn(INCIDENT_KINDS, kind);
