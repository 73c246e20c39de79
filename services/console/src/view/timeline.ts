import type { AlarmDetailView } from '@varde/contracts';

type Change = AlarmDetailView['timeline'][number];
type Event = AlarmDetailView['eventList'][number];

/** `alarm`: what the alarm is about. `work`: what people did. `quiet`: what went on around it. */
export type TimelineEntry =
  | {
      readonly kind: 'event';
      readonly key: string;
      readonly at: string;
      readonly tone: 'alarm' | 'quiet';
      readonly event: Event;
    }
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly at: string;
      readonly tone: 'work' | 'quiet';
      readonly change: Change;
    };

/** The device's own words stand in the events; as changes they would be said twice. */
const SAID_BY_EVENTS = new Set(['raised', 'merged', 'restored', 'annotated']);
const QUIET_CHANGES = new Set([
  'offered',
  'offer-expired',
  'shelf-ended',
  'holder-back',
  'device-moved',
  'joined',
  'left',
  'grew',
]);

const fromEvent = (event: Event, tone: 'alarm' | 'quiet'): TimelineEntry => ({
  kind: 'event',
  key: `event-${event.id}`,
  at: event.at,
  tone,
  event,
});

/** All that happened, earliest first: what the home said before, the alarm itself, and what was done about it. */
export const composeTimeline = (detail: AlarmDetailView): readonly TimelineEntry[] => {
  const ofAlarm = new Set(detail.eventList.map((event) => event.id));
  const changes = detail.timeline
    .filter((change) => !SAID_BY_EVENTS.has(change.action) || detail.eventList.length === 0)
    .map(
      (change): TimelineEntry => ({
        kind: 'change',
        key: `change-${change.change}`,
        at: change.at,
        tone: QUIET_CHANGES.has(change.action) ? 'quiet' : 'work',
        change,
      }),
    );
  return [
    ...detail.before.filter((event) => !ofAlarm.has(event.id)).map((event) => fromEvent(event, 'quiet')),
    ...detail.eventList.map((event) => fromEvent(event, 'alarm')),
    ...changes,
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
};
