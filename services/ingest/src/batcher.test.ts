import { expect, test } from 'vitest';
import { createBatcher } from './batcher.ts';

test('what arrives while a batch is in hand is the next batch', async () => {
  const batches: (readonly number[])[] = [];
  const first = Promise.withResolvers<void>();
  const batcher = createBatcher<number>(async (items) => {
    batches.push(items);
    if (batches.length === 1) await first.promise;
  });
  const added = [1, 2, 3].map((item) => batcher.add(item));
  first.resolve();
  await Promise.all(added);
  await batcher.add(4);
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

test('a batch that fails rejects its own items and no others', async () => {
  const batcher = createBatcher<number>(async (items) => {
    if (items.includes(1)) throw new Error('database gone');
  });
  const added = [batcher.add(1), batcher.add(2), batcher.add(3)];
  expect((await Promise.allSettled(added)).map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
});

test('after a batch that failed, one alone, then two, then four', async () => {
  const sizes: number[] = [];
  const batcher = createBatcher<number>(async (items) => {
    sizes.push(items.length);
    if (sizes.length === 2) throw new Error('too much at once');
  });
  await Promise.allSettled(Array.from({ length: 6 }, (_, item) => batcher.add(item)));
  await Promise.all(Array.from({ length: 9 }, (_, item) => batcher.add(item)));
  expect(sizes).toEqual([1, 5, 1, 2, 4, 2]);
});
