import { deviceProfileSchema, listOf } from '@varde/contracts';
import { DEVICE_FUNCTIONS, DEVICE_PROFILES, INSTALLATION_CHECKS, needsLegalBasis } from '@varde/domain';
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
      items: DEVICE_PROFILES.map(({ label, kinds, functions, checks, commands, ...profile }) => ({
        ...profile,
        label: label.nb,
        kinds: [...kinds],
        functions: functions.map((name) => ({
          name,
          label: DEVICE_FUNCTIONS[name].nb,
          needsLegalBasis: needsLegalBasis(name),
        })),
        checks: checks.map((name) => ({ name, label: INSTALLATION_CHECKS[name].nb })),
        commands: [...commands],
      })),
    }),
  );
};
