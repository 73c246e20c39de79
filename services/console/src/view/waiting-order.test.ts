import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anAlarm, jonas, KARI, kari, NOW, secondsFromNow } from '../test-alarm.ts';
import { groupAlarms, holdOrder } from './waiting-order.ts';

const of = { queue: 'operator', meId: KARI.id } as const;
const ids = (alarms: readonly { readonly id: string }[]) => alarms.map(({ id }) => id);

test('by colour, as the dispatcher offers them', () => {
  const groups = groupAlarms(
    [
      anAlarm({ id: 'green', colour: 'green', colourSince: secondsFromNow(-890), answerBy: secondsFromNow(10) }),
      anAlarm({ id: 'orange', colour: 'orange', colourSince: secondsFromNow(-30), answerBy: secondsFromNow(30) }),
      anAlarm({ id: 'red', colour: 'red', colourSince: secondsFromNow(-1), answerBy: secondsFromNow(29) }),
    ],
    of,
    NOW,
  );
  expect(ids(groups.waiting)).toEqual(['red', 'orange', 'green']);
});

test('what is folded under an incident is not shown beside it, until somebody takes it', () => {
  const member = { queue: 'technician', kind: 'mains-lost', incident: { id: 'cut' } } as const;
  const groups = groupAlarms(
    [
      anAlarm({ id: 'cut', queue: 'technician', kind: 'power-cut', incident: { id: 'cut' } }),
      anAlarm({ id: 'folded', ...member }),
      anAlarm({ id: 'taken', ...member, state: 'handling', operator: jonas }),
    ],
    { ...of, queue: 'technician' },
    NOW,
  );
  expect([groups.waiting, groups.others].map(ids)).toEqual([['cut'], ['taken']]);
});

test('each alarm stands with whoever has it, and other queues stay away', () => {
  const groups = groupAlarms(
    [
      anAlarm({ id: 'mine', state: 'handling', operator: kari }),
      anAlarm({ id: 'theirs', state: 'responding', operator: jonas }),
      anAlarm({ id: 'offered', state: 'offered', operator: jonas }),
      anAlarm({ id: 'left', state: 'handling', operator: jonas, holderUnseenSince: secondsFromNow(-1) }),
      anAlarm({ id: 'later', state: 'shelved', operator: kari }),
      anAlarm({ id: 'done', state: 'closed' }),
      anAlarm({ id: 'technical', queue: 'technician' }),
    ],
    of,
    NOW,
  );
  expect([groups.mine, groups.others, groups.waiting, groups.shelved].map(ids)).toEqual([
    ['mine'],
    ['theirs'],
    ['left', 'offered'],
    ['later'],
  ]);
});

test('a held list keeps its places, drops what left, and takes the new in behind its neighbour', () => {
  expect(holdOrder(['a', 'b', 'c'], ['c', 'new', 'a'])).toEqual(['a', 'c', 'new']);
  expect(holdOrder(['a', 'b'], ['red', 'b', 'a'])).toEqual(['red', 'a', 'b']);
});

test('held or not, the list shows exactly what waits, and nothing under the pointer changes order', () => {
  const list = fc.uniqueArray(fc.integer({ min: 0, max: 12 }).map(String));
  fc.assert(
    fc.property(list, list, (shown, ordered) => {
      const held = holdOrder(shown, ordered);
      expect([...held].sort()).toEqual([...ordered].sort());
      const stayed = shown.filter((id) => ordered.includes(id));
      expect(held.filter((id) => stayed.includes(id))).toEqual(stayed);
    }),
  );
});
