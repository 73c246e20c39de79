import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../language.ts';
import { ABSENCE_KINDS } from './absence.kinds.ts';
import { categoryLabel, EVENT_KINDS, eventKind, isCallForHelp, restoredBy } from './catalogue.ts';
import { DEVICE_TEST_KINDS } from './device-test.kinds.ts';
import { INCIDENT_KINDS } from './incident.kinds.ts';
import { SERVICE_KINDS } from './service.kinds.ts';

const entries = Object.entries(EVENT_KINDS);
const named = (holds: (entry: (typeof entries)[number][1]) => boolean): string[] =>
  entries.filter(([, entry]) => holds(entry)).map(([kind]) => kind);

describe('the event catalogue', () => {
  test('has every kind, category by category', () => {
    const counts: Record<string, number> = {};
    // The list of events of the reference; beside it stands what the service says of itself, or of many homes at once.
    const ours = { ...ABSENCE_KINDS, ...DEVICE_TEST_KINDS, ...INCIDENT_KINDS, ...SERVICE_KINDS };
    const listed = entries.filter(([kind]) => !Object.hasOwn(ours, kind));
    for (const [, entry] of listed) counts[entry.category] = (counts[entry.category] ?? 0) + 1;
    expect(counts).toEqual({
      'social-alarm': 8,
      'fire-and-home': 8,
      supervision: 22,
      camera: 4,
      medication: 22,
      location: 6,
      lock: 6,
      'nurse-call': 8,
      'remote-follow-up': 5,
      technical: 16,
    });
    // A kind that stood in two categories would be counted once.
    expect(listed).toHaveLength(105);
    expect(entries).toHaveLength(105 + Object.keys(ours).length);
  });

  test('says every kind and category in every language', () => {
    for (const [kind, entry] of entries) {
      for (const language of LANGUAGES) {
        expect(entry.label[language].trim(), `${kind} in ${language}`).not.toBe('');
        expect(categoryLabel(entry.category, language).trim()).not.toBe('');
      }
    }
  });

  test('sends everything red on the alarm lane', () => {
    for (const kind of named((entry) => entry.triage === 'red')) expect(EVENT_KINDS[kind]?.lane, kind).toBe('alarm');
  });

  test('sends everything a person asks for on the alarm lane, with a colour', () => {
    for (const kind of named((entry) => entry.personInitiated === true)) {
      expect(EVENT_KINDS[kind]?.lane, kind).toBe('alarm');
      expect(['red', 'orange', 'yellow'], kind).toContain(EVENT_KINDS[kind]?.triage);
    }
  });

  test('lets a restore name known kinds that can raise, and raise nothing itself', () => {
    for (const [kind, entry] of entries) {
      if (entry.restores === undefined) continue;
      expect(entry.triage, kind).toBeNull();
      expect(new Set(entry.restores).size, kind).toBe(entry.restores.length);
      for (const restored of entry.restores) expect(eventKind(restored), `${kind} restores ${restored}`).toBeDefined();
      if (entry.restoreMatch !== undefined) expect(entry.restoreMatch, kind).toMatch(/^data\.[a-zA-Z]+$/);
    }
  });

  test('never lets a shut door restore an opened one: who wanders shuts the door behind them', () => {
    expect(restoredBy('door-opened')).toEqual(['home-returned']);
  });

  test('maps a SCAIP code pair to one kind only', () => {
    // 0011 (medication reminder) is several kinds by its status code; every other device type is one.
    const types = entries.flatMap(([, entry]) => entry.scaip?.dty ?? []).filter((code) => code !== '0011');
    const statuses = entries.flatMap(([, entry]) => entry.scaip?.stc ?? []);
    expect(new Set(types).size).toBe(types.length);
    expect(new Set(statuses).size).toBe(statuses.length);
  });
});

describe('eventKind', () => {
  test('finds a kind by its name', () => {
    expect(eventKind('fall-detected')).toMatchObject({ triage: 'red', lane: 'alarm', vkp: '4.1' });
  });

  test.each(['__proto__', 'constructor', 'toString', '', 'fall'])('knows no kind named "%s"', (name) => {
    expect(eventKind(name)).toBeUndefined();
    expect(isCallForHelp(name)).toBe(false);
  });
});

describe('isCallForHelp', () => {
  test.each([
    ['fire-alarm', true],
    ['bathroom-inactivity', true],
    ['nurse-call', true], // yellow, and a person asks
    ['door-opened', false],
    ['battery-low', false],
    ['fire-restored', false],
  ])('%s: %s', (kind, expected) => {
    expect(isCallForHelp(kind)).toBe(expected);
  });
});

describe('restoredBy', () => {
  test('lists every kind that restores one', () => {
    expect(restoredBy('dose-not-taken')).toEqual(['dose-dispensed']);
    expect([...restoredBy('no-movement')].sort()).toEqual(['activity', 'movement']);
    expect(restoredBy('fall-detected')).toEqual([]);
  });
});
