import type { AlarmQueue } from '../alarm/alarm.ts';
import { type NewAlarm, newAlarm } from '../alarm/new-alarm.ts';
import type { AnswerTargets, Colour } from '../colour.ts';
import { type Instant, seconds } from '../instant.ts';
import type { CanaryLane } from './canary.ts';
import type { MissingStep } from './judge-lane.ts';

/** The alarm a silent lane raises, by its kind in the catalogue. */
export const LANE_ALARM_KINDS = {
  alarm: 'alarm-lane-silent',
  event: 'event-lane-silent',
  status: 'status-lane-silent',
  dispatch: 'dispatch-silent',
} as const satisfies Record<CanaryLane, string>;

/**
 * What the silence means to an operator, who is there day and night: red where calls for help may be lost from sight,
 * orange where they are seen and handed to nobody, yellow where doors, beds and doses are. null: to no operator.
 */
const OPERATOR_COLOURS: Readonly<Record<CanaryLane, Colour | null>> = {
  alarm: 'red',
  dispatch: 'orange',
  event: 'yellow',
  status: null,
};

/** What the sweep still finds, a second or two late, is no reason to call people to their reserve routines. */
const operatorColour = (lane: CanaryLane, missing: MissingStep): Colour | null =>
  missing === 'not-rung' ? null : OPERATOR_COLOURS[lane];

/** The alarms of a lane that has fallen silent: always one for the technicians, and one for the operators it concerns. */
export const laneAlarms = (
  lane: CanaryLane,
  missing: MissingStep,
  targets: AnswerTargets,
  now: Instant,
): readonly NewAlarm[] => {
  const raise = (queue: AlarmQueue, colour: Colour): NewAlarm =>
    newAlarm({
      queue,
      colour,
      condition: 'active',
      kind: LANE_ALARM_KINDS[lane],
      test: false,
      receivedAt: now,
      answerBy: now + seconds(targets[colour]),
      messageIds: [],
      events: 1,
      raised: { maxSeq: null, maxAt: now, maxAtWithoutSeq: now },
      matchValue: null,
      why: [{ code: `canary-${missing}` }],
    });
  const colour = operatorColour(lane, missing);
  return [raise('technician', 'blue'), ...(colour === null ? [] : [raise('operator', colour)])];
};
