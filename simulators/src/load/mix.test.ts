import { expect, test } from 'vitest';
import { MIXES, readMix } from './mix.ts';

test.each(Object.keys(MIXES))('the mix %s holds kinds that devices send', (name) => {
  const mix = readMix(name);
  expect('fault' in mix ? mix.fault : mix.size).toBeGreaterThan(1);
});

test.each([
  ['an unknown kind', 'door-opened=1,sneeze=1', 'no device sends sneeze'],
  ['a kind only the service raises', 'device-silent', 'no device sends device-silent'],
  ['no weight', 'door-opened=0', 'door-opened needs a weight above zero'],
  ['nothing', '', 'no device sends '],
])('a mix with %s is refused', (_name, text, fault) => {
  expect(readMix(text)).toEqual({ fault });
});
