import { deviceProfileSchema, listOf } from '@varde/contracts';
import { DEVICE_PROFILES } from '@varde/domain';
import { type App, problems } from '../route.ts';

export const deviceProfilesRoute = (app: App): void => {
  app.get(
    '/api/device-profiles',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Every kind of device Varde knows',
        tags: ['devices'],
        response: { 200: listOf(deviceProfileSchema), ...problems },
      },
    },
    () => ({
      items: DEVICE_PROFILES.map(({ label, kinds, ...profile }) => ({
        ...profile,
        label: label.nb,
        kinds: [...kinds],
      })),
    }),
  );
};
