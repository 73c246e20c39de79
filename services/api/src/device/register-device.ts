import type { registerDeviceBody } from '@varde/contracts';
import { deviceProfile, type SerialFault, serialFault } from '@varde/domain';
import type { Credential } from '@varde/mqtt';
import { insertDevice, type NewDevice, type Tx } from '@varde/postgres';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { requireServed } from '../household/resident-view.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import type { BrokerDesk } from './broker-desk.ts';

type Body = z.output<typeof registerDeviceBody>;

/** Steps a device goes through on its way to a resident; registered straight at one, they are written as skipped. */
const SKIPPED = ['assign', 'install', 'test'];

const findPlace = async (tx: Tx, who: Identity, { residentId }: Body): Promise<NewDevice['at']> => {
  if (residentId === undefined) return null;
  const { homeId } = await requireServed(tx, who, residentId);
  return { residentId, homeId };
};

const SERIAL_FAULTS: Readonly<Record<SerialFault, string>> = {
  'serial-unreadable': 'A serial number has letters, digits and . _ / : + - between them, 64 at most.',
  'serial-check-digit': 'Of a number of 15 digits (IMEI) the last one checks the others, and does not here.',
};

const requireRegistrable = ({ profile: id, serial }: Body): void => {
  const profile = deviceProfile(id);
  if (profile === undefined) throw new ApiProblem(400, 'profile-unknown', 'There is no such device profile.');
  const fault = serialFault(serial, profile.serial.form);
  if (fault === null) return;
  const detail = `As on the device, for example ${profile.serial.example}.`;
  throw new ApiProblem(400, fault, SERIAL_FAULTS[fault], { detail });
};

/** Registers a device and its sign-in at the broker, or neither. */
export const registerDevice = async (
  deps: Pick<ApiDeps, 'db' | 'now' | 'newId'>,
  desk: BrokerDesk,
  who: Identity,
  body: Body,
): Promise<{ deviceId: string; credential: Credential }> => {
  requireRegistrable(body);
  const id = deps.newId();
  const { municipalityId } = who;
  const issued = await desk.issue(async (tx) => {
    const at = await findPlace(tx, who, body);
    const device = { id, municipalityId, profile: body.profile, serial: body.serial, place: body.place ?? null, at };
    const detail = at === null ? {} : { direct: true, skipped: SKIPPED };
    const change = { action: 'registered', actorId: who.id, detail };
    if (!(await insertDevice(tx, device, change, deps.now()))) return null;
    return { account: { username: id, kind: 'device', devices: [id] }, municipalityId, value: id };
  }, 'Nothing was registered.');
  if (issued === null) {
    throw new ApiProblem(
      409,
      'serial-taken',
      'A device of this profile with this serial number is registered already.',
    );
  }
  return { deviceId: id, credential: issued.credential };
};
