import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('a password is known again, another one is not', async () => {
  const stored = await hashPassword('correct horse');
  expect(await verifyPassword('correct horse', stored)).toBe(true);
  expect(await verifyPassword('correct horsf', stored)).toBe(false);
});

test('the same password is stored differently each time', async () => {
  const [a, b] = [await hashPassword('same'), await hashPassword('same')];
  expect(a.salt.equals(b.salt)).toBe(false);
  expect(a.hash.equals(b.hash)).toBe(false);
});

test('a broken record lets nobody in', async () => {
  const stored = await hashPassword('x');
  expect(await verifyPassword('x', { ...stored, hash: Buffer.alloc(0) })).toBe(false);
});
