import type { DeviceView } from '@varde/contracts';
import { DEVICE_PROFILES, eventKind } from '@varde/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';

type Profile = { readonly id: string; readonly kinds: readonly string[]; readonly checks: readonly { name: string }[] };

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

test('the profiles tell what each kind of device is, sends, must be seen to do, and can be told', async () => {
  const { items } = (await centre.technician.get<{ items: Profile[] }>('/api/device-profiles')).body;
  expect(items.map(({ id }) => id).toSorted()).toEqual(DEVICE_PROFILES.map(({ id }) => id).toSorted());
  for (const profile of items) {
    expect(profile, profile.id).toMatchObject({
      ...{ label: expect.any(String), heartbeatSeconds: expect.any(Number), lifeCritical: expect.any(Boolean) },
      ...{ owner: expect.any(String), serial: { example: expect.any(String) }, commands: expect.any(Array) },
    });
    // What is lent and says nothing is handed over and no more.
    if (profile.kinds.length > 0) expect(profile.checks.length, profile.id).toBeGreaterThan(0);
  }
});

test.each(DEVICE_PROFILES.map(({ id }) => id))(
  '%s: it is registered, says what it is for, and is heard',
  async (id) => {
    const [kind = 'device-fault'] = DEVICE_PROFILES.find((profile) => profile.id === id)?.kinds ?? [];
    const device = await centre.device(id);
    const message = await device.send(kind, { channel: eventKind(kind)?.lane ?? 'event' });
    await device.receipt('stored', message.id);
    await device.sendRaw('status', JSON.stringify({ at: new Date().toISOString(), firmware: '1.0' }));
    const heard = await eventually('its heartbeat', async () => {
      const { body } = await centre.technician.get<DeviceView>(`/api/devices/${device.id}`);
      return body.firmware === undefined ? null : body;
    });
    expect(heard).toMatchObject({ profile: id, state: 'in-service', lastContact: expect.any(String) });
  },
);
