import type { DeviceTestView } from '@varde/contracts';
import {
  ALARM_STATES,
  COLOURS,
  CONFIRM_WITHIN,
  deviceProfile,
  eventKind,
  hasPassedTest,
  type Instant,
  judgeDeviceTest,
  type StationResult,
} from '@varde/domain';
import type { DeviceRecord, DeviceTest, TestAlarm } from '@varde/postgres';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

type Station = DeviceTestView['stations'][number];

const presentStation = (result: StationResult, refusedFor: string | null): Station => {
  const { station, state, at, milliseconds, reason } = result;
  const told = reason === 'rejected' && refusedFor !== null ? `rejected:${refusedFor}` : reason;
  return { station, state, ...omitNull({ at: isoOrNull(at), milliseconds, reason: told }) };
};

const presentTestAlarm = ({ id, kind, colour, state }: TestAlarm): NonNullable<DeviceTestView['real']> => ({
  ...{ id, kind, label: eventKind(kind)?.label.nb ?? kind },
  colour: COLOURS.find((one) => one === colour) ?? 'red',
  state: ALARM_STATES.find((one) => one === state) ?? 'queued',
});

/** Where nobody has said that it is a test. */
const confirmByOf = ({ colour, state, queue, receivedAt }: TestAlarm): Instant | null =>
  colour === 'red' && queue === 'technician' && (state === 'queued' || state === 'offered')
    ? receivedAt + CONFIRM_WITHIN
    : null;

/** A device's latest test as its stations, by all that was written down of it. */
export const judgeTestOf = (
  device: DeviceRecord,
  { facts, call }: DeviceTest,
  now: Instant,
): readonly StationResult[] =>
  judgeDeviceTest(
    {
      ...facts,
      // Ended by a step before its time, it is over all the same.
      until: device.testUntil ?? now,
      call: device.testCall || call !== null,
      speech: deviceProfile(device.profile)?.speech ?? false,
    },
    now,
  );

export const presentDeviceTest = (device: DeviceRecord, test: DeviceTest | null, now: Instant): DeviceTestView => {
  const open = device.testUntil !== null && device.testUntil > now;
  if (test === null) return { deviceId: device.id, open, stations: [], passed: false };
  const stations = judgeTestOf(device, test, now);
  const { alarm, real, call } = test;
  return {
    deviceId: device.id,
    open,
    since: iso(test.facts.since),
    stations: stations.map((result) => presentStation(result, test.refusedFor)),
    passed: hasPassedTest(stations),
    ...omitNull({
      until: isoOrNull(device.testUntil),
      alarm: alarm && { ...presentTestAlarm(alarm), ...omitNull({ confirmBy: isoOrNull(confirmByOf(alarm)) }) },
      real: real && presentTestAlarm(real),
      call: call && { ...presentTestAlarm(call), ...omitNull({ operator: call.operator }) },
    }),
  };
};
