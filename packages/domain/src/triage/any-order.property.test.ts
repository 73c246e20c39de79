import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alarm } from '../alarm/alarm.ts';
import { seconds } from '../instant.ts';
import { aPlan, applied, NOW, someFacts } from '../test-data.ts';
import { decideTriage } from './decide-triage.ts';
import { effectiveAt } from './effective-at.ts';
import { REUSED_ID, restoreMatchValue, restorersOf } from './match-value.ts';
import { MARKS, type SeenRestore, type TriageEvent, type TriageFacts } from './triage.ts';

/** One device's messages, decided in the order given, as the triage service does it. */
type Message = TriageEvent & { readonly idReused: boolean };
type Home = Pick<TriageFacts, 'plans' | 'residents'> & { readonly device: Partial<TriageFacts['device']> };

const toRestore = (event: TriageEvent): SeenRestore => ({
  kind: event.kind,
  at: effectiveAt(event),
  seq: event.seq,
  matchValue: restoreMatchValue(event.kind, event.data),
});

const decideAll = (messages: readonly Message[], home: Home): Alarm[] => {
  let open: Alarm[] = [];
  const seen: TriageEvent[] = [];
  let alarms = 0;
  for (const { idReused, ...event } of messages) {
    const restores = seen.filter(({ kind }) => restorersOf(event.kind).includes(kind)).map(toRestore);
    const decision = decideTriage(someFacts(event, { ...home, open, restores, idReused }));
    const touched = decision.effects.filter((effect) => effect.kind !== 'raise').map(({ alarm }) => alarm.id);
    expect(new Set(touched).size).toBe(touched.length);
    open = applied(open, decision, () => `alarm-${++alarms}`);
    seen.push(event);
  }
  return open;
};

/** What must not depend on the order. */
const summary = (open: readonly Alarm[]) =>
  open
    .map(({ kind, test: isTest, matchValue, colour, queue, condition, state, events, raised, why, messageIds }) => ({
      ...{ kind, isTest, matchValue, colour, queue, condition, state, events, raised },
      why: why.map(({ code }) => code).toSorted(),
      messageIds: messageIds.toSorted(),
    }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

/** Kinds that raise, restore, lift and annotate one another. */
const FAMILIES = [
  ['fire-alarm', 'fire-restored'],
  ['dose-not-taken', 'dose-dispensed', 'dose-not-dispensed'],
  ['inactivity', 'bathroom-inactivity', 'no-movement', 'activity', 'movement'],
  ['sos-pressed', 'geofence-left', 'geofence-entered', 'position-stale', 'user-cancelled'],
  ['nurse-call', 'nurse-call-cardiac', 'nurse-call-reset'],
  ['device-fault', 'self-test-failed', 'self-test-passed', 'device-silent', 'device-heard'],
  ['door-opened', 'door-open-too-long', 'door-closed', 'home-left', 'home-returned'],
  ['bed-left', 'bed-sat-up', 'bed-entered', 'battery-low', 'battery-ok'],
] as const;

const NAMES = [undefined, 'a', 'b', REUSED_ID];

const aMessage = (kinds: readonly string[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    seq: fc.option(fc.nat(6)),
    at: fc.nat(6).map((n) => NOW + seconds(n)),
    receivedAt: fc.nat(6).map((n) => NOW + seconds(n)),
    test: fc.boolean(),
    data: fc.constantFrom(...NAMES).map((name) => (name === undefined ? null : { doseId: name, code: name })),
    marks: fc.subarray(MARKS.filter((mark) => mark !== 'maybe-test' && mark !== 'id-reused')),
    idReused: fc.boolean(),
  });

const messages = fc
  .constantFrom(...FAMILIES)
  .chain((kinds) => fc.array(aMessage(kinds), { minLength: 2, maxLength: 7 }))
  .map((list): Message[] => list.map((message, n) => ({ ...message, id: `${n}`, messageId: `m${n}` })));

const nightRule = {
  kinds: ['door-opened', 'bed-left', 'activity'],
  hours: { from: '03:12', to: '06:00' },
  colour: 'orange',
} as const;
const home: fc.Arbitrary<Home> = fc.record({
  plans: fc.constantFrom([], [aPlan()], [aPlan({ rules: [nightRule], timeCriticalMedicine: true }), aPlan()]),
  residents: fc.constantFrom(1, 2),
  device: fc.record({
    profile: fc.constantFrom('social-alarm', 'mobile-alarm', 'gone'),
    inService: fc.boolean(),
    testUntil: fc.constantFrom(null, NOW + seconds(3)),
  }),
});

const permuted = messages.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
);

test('every order of deciding one device’s messages ends in the same alarms', () => {
  fc.assert(
    fc.property(permuted, home, ([list, other], where) => {
      expect(summary(decideAll(other, where))).toEqual(summary(decideAll(list, where)));
    }),
    { numRuns: 3_000 },
  );
});

/** Received one after the other; without what is judged by our own clock, which does tell the orders apart. */
const arriving = (list: readonly Message[]): Message[] =>
  list.map((message, n) => ({
    ...message,
    receivedAt: NOW + seconds(10 + n),
    marks: message.marks.filter((mark) => mark !== 'clock-ahead'),
  }));

test('every order of arrival does, too', () => {
  fc.assert(
    fc.property(permuted, home, ([list, other], { device, ...where }) => {
      const outOfTest: Home = { ...where, device: { ...device, testUntil: null } };
      expect(summary(decideAll(arriving(other), outOfTest))).toEqual(summary(decideAll(arriving(list), outOfTest)));
    }),
    { numRuns: 2_000 },
  );
});

const isNewer = (restore: SeenRestore, raise: SeenRestore): boolean =>
  restore.seq !== null && raise.seq !== null ? restore.seq > raise.seq : restore.at > raise.at;

test('restored is what some restore, compared with each raise one by one, is newer than all of', () => {
  const fires = fc
    .array(aMessage(['fire-alarm', 'fire-restored']), { minLength: 1, maxLength: 8 })
    .map((list): Message[] =>
      list.map((message, n) => ({ ...message, id: `${n}`, messageId: `m${n}`, test: false, idReused: false })),
    );
  fc.assert(
    fc.property(fires, (list) => {
      const of = (kind: string) => list.filter((message) => message.kind === kind).map(toRestore);
      const raises = of('fire-alarm');
      const expected = of('fire-restored').some((restore) => raises.every((raise) => isNewer(restore, raise)));
      const [alarm] = decideAll(list, { plans: [], residents: 1, device: {} });
      expect(alarm?.condition ?? 'none').toBe(raises.length === 0 ? 'none' : expected ? 'restored' : 'active');
    }),
    { numRuns: 2_000 },
  );
});
