import { expect, test } from 'vitest';
import { aDevice } from '../testing/test-device.ts';
import { askedStepsOf, bodyOf, isReady, loudStep, stepDeed } from './device-deed.ts';

test('what was left empty is not sent, a SIM is read with or without its spaces', () => {
  expect(bodyOf('prepare', { sim: '8947 0000 0000 0000 0017', location: ' ' })).toEqual({
    sim: '89470000000000000017',
  });
  expect(bodyOf('service', { battery: true, note: ' Nytt batteri ' })).toEqual({ battery: true, note: 'Nytt batteri' });
  expect(bodyOf('return', { note: 'not asked' })).toEqual({});
});

test('an appointment is sent with its zone', () => {
  expect(bodyOf('assign', { residentId: 'r1', appointmentAt: '2026-12-01T09:00' })['appointmentAt']).toMatch(/Z$/);
});

test('a swap needs the other device, an assignment its resident, the rest nothing', () => {
  expect(isReady('swap', {})).toBe(false);
  expect(isReady('swap', { with: 'd2' })).toBe(true);
  expect(isReady('assign', { appointmentAt: '2026-12-01T09:00' })).toBe(false);
  expect(isReady('return', {})).toBe(true);
});

test('a deed carries the version that was seen', () => {
  expect(stepDeed(aDevice(), 'Fallsensor BRK-0412', 'service', {})).toMatchObject({
    ...{ method: 'POST', path: '/api/devices/d1/service', subject: 'd1', version: 3 },
  });
  expect(stepDeed(aDevice(), '', 'functions', { on: [] })).toMatchObject({ method: 'PUT' });
});

test('one step is loud, the others are those the api names; what is meant for nobody cannot be taken from anybody', () => {
  expect(
    ['in-stock', 'prepared', 'installed', 'in-service', 'retired'].map((state) => loudStep({ state } as never)),
  ).toEqual(['install', 'install', 'test', 'service', undefined]);
  expect(askedStepsOf(aDevice())).toEqual(['assign', 'repair', 'retire']);
  expect(askedStepsOf(aDevice({ assignedTo: 'r1' }))).toContain('unassign');
  expect(askedStepsOf(aDevice({ steps: ['service', 'return', 'retire'] }))).toEqual([
    'service',
    'swap',
    'return',
    'retire',
  ]);
});
