import { expect, test } from 'vitest';
import { createSecondReader } from './second-reader.ts';

const fall = { deviceId: 'd', messageId: 'fall' };

test('who stored it answers, and the other is silent', () => {
  expect(createSecondReader()(fall, [fall])).toBe(true);
  expect(createSecondReader()(fall, [])).toBe(false);
});

test('what is sent again is answered, whoever stored it', () => {
  const answers = createSecondReader();
  expect(answers(fall, [])).toBe(false);
  expect(answers(fall, [])).toBe(true);
});

test('the same id of another device is another message', () => {
  const answers = createSecondReader();
  answers(fall, [fall]);
  expect(answers({ ...fall, deviceId: 'e' }, [])).toBe(false);
});

test('it remembers so many, and no more', () => {
  const answers = createSecondReader();
  for (let i = 0; i <= 10_000; i += 1) answers({ deviceId: 'd', messageId: `${i}` }, []);
  expect(answers({ deviceId: 'd', messageId: '10000' }, [])).toBe(true);
  expect(answers({ deviceId: 'd', messageId: '0' }, [])).toBe(false);
});
