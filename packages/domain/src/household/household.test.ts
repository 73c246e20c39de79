import { describe, expect, test } from 'vitest';
import type { Decision, Grant } from '../decision/decision.ts';
import type { DeviceFunction } from '../device/device-functions.ts';
import { minutes } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { type ClosingFacts, decideClosing } from './decide-closing.ts';
import { decideMove, type MoveFacts } from './decide-move.ts';
import type { HouseholdDevice } from './household.ts';

const TODAY = '2026-11-21';
const grant = (name: DeviceFunction): Grant => ({
  function: name,
  basis: { kind: 'consent', givenOn: '2026-01-10' },
});
const granted = (residentId: string, ...names: DeviceFunction[]): Decision => ({
  ...{ id: 'decision', number: '2026/1', residentId, validFrom: '2026-01-10', validUntil: null, ended: null },
  grants: names.map(grant),
});
const device = (id: string, profile: string, residentId: string | null = 'olga'): HouseholdDevice => ({
  ...{ id, profile, residentId, functionsOff: [] },
});

const HUB = device('hub', 'social-alarm');
const DOOR = device('door', 'door-sensor');
const SMOKE = device('smoke', 'smoke-detector', null);
const SHARED_DOOR = device('shared-door', 'door-sensor', null);
const PERS = device('pers', 'bed-sensor', 'per');

const LEAVING = {
  residentId: 'olga',
  devices: [HUB, DOOR, SMOKE, SHARED_DOOR],
  decisions: [granted('olga', 'button', 'door-watch')],
  remaining: { residents: [], decisions: [] },
  today: TODAY,
} as const;
const WITH_PER = { residents: ['per'], decisions: [] };

const move = (given: Partial<MoveFacts> = {}) =>
  decideMove(
    {
      ...LEAVING,
      ...{ closed: false, fromHomeId: 'old', toHomeId: 'new', along: [], takesShared: false, openAlarms: [] },
      ...given,
    },
    NOW,
  );
const close = (given: Partial<ClosingFacts> = {}) =>
  decideClosing({ ...LEAVING, closed: false, openAlarms: [], reason: 'death', at: NOW, ...given }, NOW);

/** Each device that is left: whose it is then, what stopped, and whether somebody fetches it. */
const leftBy = (decision: ReturnType<typeof move> | ReturnType<typeof close>) =>
  decision.kind === 'done'
    ? decision.left.map(({ id, residentId, stopped, collect }) => [id, residentId, [...stopped], collect])
    : decision;

describe('somebody moves', () => {
  test('nothing comes along unasked: from a home where nobody is left everything is fetched', () => {
    expect(leftBy(move())).toEqual([
      ['hub', null, ['listening'], true],
      ['door', null, ['door-watch'], true],
      ['smoke', null, [], true],
      ['shared-door', null, ['door-watch'], true],
    ]);
    expect(move()).toMatchObject({ along: [], endsUnlockRights: true });
  });

  test('what is named comes along, and is to be tested with the centre again', () => {
    const moved = move({ along: ['hub', 'smoke'] });
    expect(moved).toMatchObject({
      along: [
        { id: 'hub', fields: { homeId: 'new', state: 'installed', testedAt: null, installedAt: NOW } },
        { id: 'smoke', fields: { homeId: 'new' } },
      ],
    });
    expect(leftBy(moved)).toEqual([
      ['door', null, ['door-watch'], true],
      ['shared-door', null, ['door-watch'], true],
    ]);
  });

  test('what the home shares stays with those who live on there, but for what only the other was granted', () => {
    const decision = move({ remaining: WITH_PER, along: ['hub', 'door'] });
    expect(leftBy(decision)).toEqual([
      ['smoke', null, [], false],
      ['shared-door', null, ['door-watch'], true],
    ]);
    expect(decision).toMatchObject({ endsUnlockRights: false });
    const granting = { residents: ['per'], decisions: [granted('per', 'door-watch')] };
    expect(leftBy(move({ remaining: granting, along: ['hub', 'door'] }))).toMatchObject([
      ['smoke', null, [], false],
      ['shared-door', null, [], false],
    ]);
  });

  test('what is left behind is the home’s where one who lives on there has it granted', () => {
    const remaining = { residents: ['per'], decisions: [granted('per', 'button')] };
    expect(leftBy(move({ remaining }))).toMatchObject([
      ['hub', null, ['listening'], false],
      ['door', null, ['door-watch'], true],
      ['smoke', null, [], false],
      ['shared-door', null, ['door-watch'], true],
    ]);
  });

  test.each([
    ['another’s device', { devices: [PERS], along: ['pers'], remaining: WITH_PER }, 'device-of-others'],
    ['a device that is not there', { along: ['hub', 'nowhere'] }, 'device-elsewhere'],
    ['what others live with, unless it is said', { along: ['smoke'], remaining: WITH_PER }, 'device-shared'],
    ['anything, once they are closed', { closed: true }, 'resident-closed'],
    ['anything, while an alarm is open', { along: ['hub'], openAlarms: ['alarm'] }, 'alarm-open'],
  ])('%s does not come along', (_name, given, code) => {
    expect(move(given)).toMatchObject({ kind: 'refused', refusal: { code } });
  });

  test('what others live with comes along when it is said, and nothing of theirs is touched', () => {
    const devices = [SMOKE, PERS];
    const decision = move({ devices, along: ['smoke'], remaining: WITH_PER, takesShared: true });
    expect(decision).toMatchObject({ kind: 'done', along: [{ id: 'smoke' }], left: [] });
  });

  test('a shared device that is taken along follows nobody by what only those who stay were granted', () => {
    const remaining = { residents: ['per'], decisions: [granted('per', 'door-watch')] };
    const offOf = (decisions: readonly Decision[]) => {
      const along = ['shared-door'];
      const decision = move({ devices: [SHARED_DOOR], along, remaining, decisions, takesShared: true });
      return decision.kind === 'done' ? decision.along[0]?.fields.functionsOff : decision;
    };
    expect(offOf([])).toEqual(['door-watch']);
    expect(offOf(LEAVING.decisions)).toEqual([]);
  });

  test('to where they live already is nothing', () => {
    expect(move({ toHomeId: 'old' })).toEqual({ kind: 'unchanged' });
  });
});

describe('somebody is closed', () => {
  test('what follows them stops and all of it is fetched; buttons and fire go on until then', () => {
    expect(leftBy(close())).toEqual([
      ['hub', 'olga', ['listening'], true],
      ['door', 'olga', ['door-watch'], true],
      ['smoke', null, [], true],
      ['shared-door', null, ['door-watch'], true],
    ]);
    expect(close()).toMatchObject({ decisionsEnd: 'death', endsUnlockRights: true });
  });

  test('what others live with stays', () => {
    const decision = close({ devices: [HUB, SMOKE, PERS], remaining: WITH_PER, reason: 'moved-away' });
    expect(leftBy(decision)).toEqual([
      ['hub', null, ['listening'], true],
      ['smoke', null, [], false],
    ]);
    expect(decision).toMatchObject({ decisionsEnd: 'moved', endsUnlockRights: false });
  });

  test('what was theirs is the home’s where one who lives on there has it granted', () => {
    const remaining = { residents: ['per'], decisions: [granted('per', 'button')] };
    expect(leftBy(close({ devices: [HUB], remaining }))).toEqual([['hub', null, ['listening'], false]]);
  });

  test('never while an alarm about them is open, nor before it has happened; twice is once', () => {
    expect(close({ openAlarms: ['alarm'] })).toEqual({
      ...{ kind: 'refused', refusal: { code: 'alarm-open', alarms: ['alarm'] } },
    });
    expect(close({ at: NOW + minutes(1) })).toMatchObject({ refusal: { code: 'closes-in-the-future' } });
    expect(close({ closed: true, openAlarms: ['alarm'] })).toEqual({ kind: 'unchanged' });
  });
});
