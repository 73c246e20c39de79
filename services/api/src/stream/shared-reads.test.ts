import { expect, test } from 'vitest';
import { createSharedReads } from './shared-reads.ts';

test('those who ask before a read begins share it; those who ask while it runs get the next one', async () => {
  const begun: { key: string; end: (fault?: Error) => void }[] = [];
  const read = createSharedReads((key) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const number = begun.push({ key, end: (fault) => (fault === undefined ? resolve(number) : reject(fault)) });
    return promise;
  });
  const first = [read('a'), read('a'), read('b')];
  await Promise.resolve();
  const second = read('a');
  expect(begun.map(({ key }) => key)).toEqual(['a']);
  begun[0]?.end();
  await expect.poll(() => begun.length).toBe(2);
  begun[1]?.end(new Error('gone'));
  await expect(first[2]).rejects.toThrow('gone');
  await expect.poll(() => begun.length).toBe(3);
  begun[2]?.end();
  expect(await Promise.all([first[0], first[1], second])).toEqual([1, 1, 3]);
  expect(begun.map(({ key }) => key)).toEqual(['a', 'b', 'a']);
});
