import { expect, test } from 'vitest';
import { isOtherNameOfHere } from './is-other-name-of-here.ts';

test.each([
  ['localhost:8090', 'http://127.0.0.1:8090', true],
  ['[::1]:8090', 'http://127.0.0.1:8090', true],
  ['127.0.0.1:8090', 'http://127.0.0.1:8090', false],
  // Behind a proxy the host may be anything: sent to the public address it would come back for ever.
  ['10.0.0.7:8090', 'https://varde.stavanger.test', false],
  ['localhost:8090', 'https://varde.stavanger.test', false],
  ['no host at all', 'http://127.0.0.1:8090', false],
  [undefined, 'http://127.0.0.1:8090', false],
])('%s, where the console is at %s', (host, publicUrl, expected) => {
  expect(isOtherNameOfHere(host, publicUrl)).toBe(expected);
});
