import type { DeviceTestView } from '@varde/contracts';
import {
  confirmTestBy,
  type DeviceTestFacts,
  deviceProfile,
  hasPassedTest,
  type Instant,
  judgeDeviceTest,
  type StationResult,
} from '@varde/domain';
import type { DeviceRecord, DeviceTest, TestAlarm } from '@varde/postgres';
import { kindLabel } from '../alarm/present-alarm.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

type Station = DeviceTestView['stations'][number];

const presentStation = (result: StationResult, refusedFor: string | null): Station => {
  const { station, state, at, milliseconds, reason } = result;
  const told = reason === 'rejected' && refusedFor !== null ? `rejected:${refusedFor}` : reason;
  return { station, state, ...omitNull({ at: isoOrNull(at), milliseconds, reason: told }) };
};

const presentTestAlarm = ({ id, kind, colour, state }: TestAlarm): NonNullable<DeviceTestView['real']> => ({
  ...{ id, kind, label: kindLabel(kind), colour, state },
});

/** A device's latest test, by all that was written down of it. */
export const testFactsOf = (device: DeviceRecord, { facts, call }: DeviceTest, now: Instant): DeviceTestFacts => ({
  ...facts,
  // Ended by a step before its time, it is over all the same.
  until: device.testUntil ?? now,
  call: device.testCall || call !== null,
  speech: deviceProfile(device.profile)?.speech ?? false,
});

export const presentDeviceTest = (device: DeviceRecord, test: DeviceTest | null, now: Instant): DeviceTestView => {
  const open = device.testUntil !== null && device.testUntil > now;
  if (test === null) return { deviceId: device.id, open, stations: [], passed: false };
  const stations = judgeDeviceTest(testFactsOf(device, test, now), now);
  const { alarm, real, call } = test;
  return {
    deviceId: device.id,
    open,
    since: iso(test.facts.since),
    stations: stations.map((result) => presentStation(result, test.refusedFor)),
    passed: hasPassedTest(stations),
    ...omitNull({
      until: isoOrNull(device.testUntil),
      alarm: alarm && { ...presentTestAlarm(alarm), ...omitNull({ confirmBy: isoOrNull(confirmTestBy(alarm)) }) },
      real: real && presentTestAlarm(real),
      call: call && { ...presentTestAlarm(call), ...omitNull({ operator: call.operator }) },
    }),
  };
};
