import type { AlarmDetailView } from '@varde/contracts';
import { expect, test } from 'vitest';
import { anAlarm, kari, secondsFromNow } from '../test-alarm.ts';
import { composeTimeline } from './timeline.ts';

const event = (id: string, at: number) => ({
  id,
  messageId: id,
  kind: 'fall-detected',
  label: 'Fall',
  at: secondsFromNow(at),
  receivedAt: secondsFromNow(at),
  marks: [],
});
const detail = (over: Partial<AlarmDetailView>): AlarmDetailView => ({
  ...anAlarm(),
  timeline: [],
  eventList: [],
  before: [],
  residentCards: [],
  devices: [],
  sameHome: [],
  ...over,
});

test('one story from three sources, earliest first, each thing once', () => {
  const story = composeTimeline(
    detail({
      before: [event('1', -60), event('2', -10)],
      eventList: [event('2', -10)],
      timeline: [
        { change: 7, at: secondsFromNow(-9), action: 'raised', detail: {} },
        { change: 8, at: secondsFromNow(-5), action: 'answered', actor: kari, detail: {} },
      ],
    }),
  );
  expect(story.map(({ key, tone }) => [key, tone])).toEqual([
    ['event-1', 'quiet'],
    ['event-2', 'alarm'],
    ['change-8', 'work'],
  ]);
});

test('an alarm someone phoned in has no events, and says itself that it was raised', () => {
  const raised = { change: 7, at: secondsFromNow(-9), action: 'raised', actor: kari, detail: {} };
  expect(composeTimeline(detail({ timeline: [raised] }))).toHaveLength(1);
});
