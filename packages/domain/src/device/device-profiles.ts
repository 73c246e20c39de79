import { eventKind } from '../catalogue/catalogue.ts';
import type { DeviceProfile } from './device-profile.ts';
import { BED_SENSOR } from './profiles/bed-sensor.ts';
import { CAMERA } from './profiles/camera.ts';
import { DOOR_SENSOR } from './profiles/door-sensor.ts';
import { E_LOCK } from './profiles/e-lock.ts';
import { FALL_SENSOR } from './profiles/fall-sensor.ts';
import { HOME_SAFETY_SENSOR } from './profiles/home-safety-sensor.ts';
import { KEY_BOX } from './profiles/key-box.ts';
import { LENT_AID } from './profiles/lent-aid.ts';
import { MEDICATION_DISPENSER } from './profiles/medication-dispenser.ts';
import { MEDICINE_CABINET } from './profiles/medicine-cabinet.ts';
import { MOBILE_ALARM } from './profiles/mobile-alarm.ts';
import { NURSE_CALL } from './profiles/nurse-call.ts';
import { REMOTE_FOLLOW_UP } from './profiles/remote-follow-up.ts';
import { ROOM_SENSOR } from './profiles/room-sensor.ts';
import { SMOKE_DETECTOR } from './profiles/smoke-detector.ts';
import { SOCIAL_ALARM } from './profiles/social-alarm.ts';

/** Every kind of device Varde knows. A new one is a file under `profiles/` and its place in this list. */
export const DEVICE_PROFILES: readonly DeviceProfile[] = [
  SOCIAL_ALARM,
  MOBILE_ALARM,
  MEDICATION_DISPENSER,
  FALL_SENSOR,
  SMOKE_DETECTOR,
  HOME_SAFETY_SENSOR,
  DOOR_SENSOR,
  BED_SENSOR,
  ROOM_SENSOR,
  CAMERA,
  E_LOCK,
  KEY_BOX,
  NURSE_CALL,
  REMOTE_FOLLOW_UP,
  MEDICINE_CABINET,
  LENT_AID,
];

const profilesById: ReadonlyMap<string, DeviceProfile> = new Map(
  DEVICE_PROFILES.map((profile) => [profile.id, profile]),
);

export const deviceProfile = (id: string): DeviceProfile | undefined => profilesById.get(id);

/** May a device of this profile send that kind? Its own kinds, and the technical ones every device may send. */
export const profileAccepts = (profile: DeviceProfile, kind: string): boolean => {
  const entry = eventKind(kind);
  if (entry === undefined || entry.raisedBy === 'service') return false;
  return entry.category === 'technical' || profile.kinds.includes(kind);
};
