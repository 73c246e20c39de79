import { test } from 'vitest';

test.skip('the suites on `servers`: PostgreSQL, Redis or Mosquitto is not installed here', () => undefined);
