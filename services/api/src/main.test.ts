import { startTestDatabase } from '@varde/postgres/testing';
import { expect, test } from 'vitest';
import { start } from './main.ts';

test('starts while broker and identity provider are away, says so by name, and stops', async () => {
  const database = await startTestDatabase();
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const url = `http://127.0.0.1:${port}`;
  const running = await start({
    VARDE_PROCESS: 'api',
    VARDE_DATABASE_URL: database.url,
    VARDE_QUEUE_URL: database.url,
    VARDE_LOG_LEVEL: 'silent',
    VARDE_PORT: String(port),
    VARDE_PUBLIC_URL: url,
    VARDE_OIDC_ISSUER: 'http://127.0.0.1:1',
    VARDE_OIDC_CLIENT_ID: 'varde-console',
    VARDE_OIDC_CLIENT_SECRET: 'secret',
    VARDE_SESSION_SECRET: 'a session secret of more than 32 characters',
    VARDE_MQTT_URL: 'mqtt://127.0.0.1:1',
    VARDE_MQTT_USERNAME: 'admin',
    VARDE_MQTT_PASSWORD: 'admin',
    VARDE_MQTT_CLIENT_SECRET: 'a client secret of 16 characters',
    VARDE_BROKER_ACCOUNTS: 'dynsec',
  });
  try {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(ready.status).toBe(503);
    expect(((await ready.json()) as { dependencies: object }).dependencies).toMatchObject({
      postgres: 'ok',
      broker: 'failed',
      identity: 'failed',
    });
  } finally {
    await running.close();
    await database.stop();
  }
});

test('a configuration that lacks something names all of it, and no value', async () => {
  await expect(start({ VARDE_PORT: 'secret-port' })).rejects.toThrow(
    /VARDE_PORT.*VARDE_PUBLIC_URL.*VARDE_SESSION_SECRET/,
  );
  await expect(start({ VARDE_PORT: 'secret-port' })).rejects.not.toThrow(/secret-port/);
});
