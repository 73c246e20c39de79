import { expect, test } from 'vitest';
import { createBatcher, createBatchers } from './batcher.ts';

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

test('a batch gathers before it goes, until there are enough', async () => {
  const sizes: number[] = [];
  const batcher = createBatcher<number>(async (items) => void sizes.push(items.length), { pause: 20, enough: 3 });
  await Promise.all([1, 2].map((item) => batcher.add(item)));
  await Promise.all([1, 2, 3].map((item) => batcher.add(item)));
  expect(sizes).toEqual([2, 3]);
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

test('a key whose batch hangs holds up its own items only', async () => {
  const hanging = Promise.withResolvers<void>();
  const batches: (readonly string[])[] = [];
  const batchers = createBatchers<string>(async (items) => {
    batches.push(items);
    if (items.includes('flood 1')) await hanging.promise;
  });
  const flood = [1, 2, 3].map((n) => batchers.add('flood', `flood ${n}`));
  await batchers.add('fire', 'fire');
  hanging.resolve();
  await Promise.all(flood);
  await batchers.add('flood', 'flood 4');
  expect(batches).toEqual([['flood 1'], ['fire'], ['flood 2', 'flood 3'], ['flood 4']]);
});
