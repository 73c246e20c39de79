import { expect, test } from 'vitest';
import { deviceTopic, parseDeviceTopic } from './topics.ts';

const ID = '0b0e2b9e-6f6a-4c6e-9a51-1f8f1c1f6a10';

test.each(['alarm', 'event', 'status', 'command-result'] as const)('a device speaks on %s', (channel) => {
  expect(parseDeviceTopic(deviceTopic(ID.toUpperCase(), channel))).toEqual({ deviceId: ID, channel });
});

test.each([
  deviceTopic(ID, 'receipt'),
  `${deviceTopic(ID, 'alarm')}/more`,
  `/${deviceTopic(ID, 'alarm')}`,
  `varde/v2/${ID}/alarm`,
  `varde/v1/${ID}/alarms`,
  `varde/v1/${ID.replace('4c6e', '0c6e')}/alarm`,
  'varde/v1//alarm',
  '',
])('"%s" is no topic of a device', (topic) => {
  expect(parseDeviceTopic(topic)).toBeNull();
});
