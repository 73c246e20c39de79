import type { DeviceView, MeView, WorkView } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import type { Outbox } from '../outbox/outbox.ts';

export type AreaView = { readonly id: string; readonly name: string; readonly island: boolean };

type Session =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'no-access' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-in'; readonly me: MeView };

export type TechnicianState = {
  readonly session: Session;
  /** `lost` since the last that was heard. */
  readonly contact: { readonly kind: 'there' | 'lost'; readonly heardAt: Instant };
  readonly work: { readonly items: readonly WorkView[] | undefined; readonly failed: boolean };
  readonly areas: readonly AreaView[];
  /** Devices as they were last heard of. */
  readonly devices: ReadonlyMap<string, DeviceView>;
  readonly outbox: Outbox;
  /** false: the phone would not keep it, and a reload loses it. */
  readonly keeps: boolean;
};

export const initialTechnicianState = (now: Instant, outbox: Outbox): TechnicianState => ({
  session: { kind: 'loading' },
  contact: { kind: 'there', heardAt: now },
  work: { items: undefined, failed: false },
  areas: [],
  devices: new Map(),
  outbox,
  keeps: true,
});

/** The newer of the two stays: an answer that was long on its way says what was. */
export const withDevice = (devices: TechnicianState['devices'], device: DeviceView): TechnicianState['devices'] => {
  const known = devices.get(device.id);
  return known !== undefined && known.change > device.change ? devices : new Map(devices).set(device.id, device);
};
