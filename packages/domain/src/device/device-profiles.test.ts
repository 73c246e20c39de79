import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, eventKind } from '../catalogue/catalogue.ts';
import { LANGUAGES } from '../language.ts';
import { DEVICE_PROFILES, deviceProfile, profileAccepts } from './device-profiles.ts';

const accepts = (profileId: string, kind: string): boolean => {
  const profile = deviceProfile(profileId);
  if (profile === undefined) throw new Error(`no profile ${profileId}`);
  return profileAccepts(profile, kind);
};

describe('the device profiles', () => {
  test('have ids of their own and a name in every language', () => {
    expect(new Set(DEVICE_PROFILES.map((profile) => profile.id)).size).toBe(DEVICE_PROFILES.length);
    for (const profile of DEVICE_PROFILES) {
      expect(profile.id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(profile.heartbeatSeconds).toBeGreaterThan(0);
      for (const language of LANGUAGES) expect(profile.label[language].trim()).not.toBe('');
    }
  });

  test('list only kinds a device may send; the technical ones need no listing', () => {
    for (const profile of DEVICE_PROFILES) {
      expect(new Set(profile.kinds).size, profile.id).toBe(profile.kinds.length);
      for (const kind of profile.kinds) {
        expect(profileAccepts(profile, kind), `${profile.id}: ${kind}`).toBe(true);
        expect(eventKind(kind)?.category, `${profile.id}: ${kind}`).not.toBe('technical');
      }
    }
  });

  test('leave no kind without a device that may send it', () => {
    const sent = new Set(DEVICE_PROFILES.flatMap((profile) => profile.kinds));
    const orphans = Object.entries(EVENT_KINDS)
      .filter(([kind, entry]) => entry.category !== 'technical' && entry.raisedBy !== 'service' && !sent.has(kind))
      .map(([kind]) => kind);
    expect(orphans).toEqual([]);
  });

  test('that raise something can also send its restore', () => {
    for (const profile of DEVICE_PROFILES) {
      const restored = profile.kinds.flatMap((kind) => eventKind(kind)?.restores ?? []);
      for (const kind of ['fire-alarm', 'geofence-left', 'home-left', 'dose-not-taken', 'nurse-call']) {
        if (profile.kinds.includes(kind)) expect(restored, profile.id).toContain(kind);
      }
    }
  });
});

describe('profileAccepts', () => {
  test.each([
    ['fall-sensor', 'fall-detected', true],
    ['fall-sensor', 'battery-low', true],
    ['fall-sensor', 'fire-alarm', false],
    ['lent-aid', 'device-fault', true],
    ['lent-aid', 'alarm-button-pressed', false],
    ['social-alarm', 'device-silent', false], // only the service says so
    ['social-alarm', 'alarm-unreadable', false],
    ['social-alarm', 'no-such-kind', false],
    ['social-alarm', 'constructor', false],
  ])('%s sends %s: %s', (profileId, kind, expected) => {
    expect(accepts(profileId, kind)).toBe(expected);
  });

  test('knows no profile it does not have', () => {
    expect(deviceProfile('toaster')).toBeUndefined();
    expect(deviceProfile('__proto__')).toBeUndefined();
  });
});
