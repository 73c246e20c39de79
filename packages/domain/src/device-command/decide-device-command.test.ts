import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { type DeviceCommandFacts, decideDeviceCommand } from './decide-device-command.ts';

type Given = Partial<Omit<DeviceCommandFacts, 'device'>> & { readonly device?: Partial<DeviceCommandFacts['device']> };

const decide = ({ device, ...given }: Given) =>
  decideDeviceCommand(
    {
      ...{ command: 'unlock', role: 'operator', mayOpenNow: false, alarm: null, isPending: false },
      ...given,
      device: { profile: 'e-lock', state: 'in-service', functionsOff: [], testUntil: null, ...device },
    },
    NOW,
  );
const HELD = { isOfHome: true, isHeld: true, isClosed: false, isTest: false };

describe('a device is told to do something', () => {
  test.each([
    ['a door for the alarm one has in hand, for half a minute', { alarm: HELD }, seconds(30)],
    ['a door for a visit that is now', { mayOpenNow: true }, seconds(30)],
    ['a lock to say which it is', { command: 'lock' }, seconds(30)],
    ['where somebody is', { command: 'locate', alarm: HELD, device: { profile: 'mobile-alarm' } }, minutes(5)],
    [
      'a detector to be quiet, tested',
      { command: 'silence', role: 'technician', device: { profile: 'smoke-detector', testUntil: NOW + 1 } },
      minutes(5),
    ],
    [
      'to start anew, in the store',
      { command: 'reboot', role: 'technician', device: { profile: 'social-alarm', state: 'in-stock' } },
      minutes(5),
    ],
  ] as const)('%s', (_name, given, within) => {
    expect(decide(given)).toEqual({ kind: 'send', until: NOW + within });
  });

  test.each([
    ['a door for no reason', {}, 'opening-unexplained'],
    ['a door for a test', { alarm: { ...HELD, isTest: true } }, 'opening-unexplained'],
    ['a door twice', { alarm: HELD, isPending: true }, 'command-pending'],
    [
      'a dose that nobody asks for',
      { command: 'dispense-now', device: { profile: 'medication-dispenser' } },
      'alarm-missing',
    ],
    [
      'a microphone that nobody asks for',
      { command: 'open-call', device: { profile: 'social-alarm' } },
      'alarm-missing',
    ],
    [
      'a fire that is none of a test',
      { command: 'silence', role: 'technician', device: { profile: 'smoke-detector' } },
      'alarm-missing',
    ],
    ['a door for an alarm next door', { alarm: { ...HELD, isOfHome: false } }, 'alarm-elsewhere'],
    ['a door for an alarm that is over', { alarm: { ...HELD, isClosed: true } }, 'alarm-closed'],
    ['a door for another’s alarm', { alarm: { ...HELD, isHeld: false } }, 'alarm-not-yours'],
    ['a door, by a technician', { role: 'technician', mayOpenNow: true }, 'role'],
    ['anything, by a case worker', { role: 'case-worker', command: 'lock' }, 'role'],
    ['what it cannot do', { command: 'dispense-now' }, 'command-unknown'],
    ['one that has come back', { mayOpenNow: true, device: { state: 'returned' } }, 'no-account'],
    ['a lock in the store', { mayOpenNow: true, device: { state: 'in-stock' } }, 'not-at-a-home'],
    [
      'where somebody is, without a legal basis',
      { command: 'locate', alarm: HELD, device: { profile: 'mobile-alarm', functionsOff: ['position'] } },
      'function-off',
    ],
  ] as const)('but not %s', (_name, given, code) => {
    expect(decide(given)).toEqual({ kind: 'refuse', code });
  });
});
