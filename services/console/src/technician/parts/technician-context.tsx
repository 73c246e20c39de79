import type { DeviceView, MeView } from '@varde/contracts';
import { createContext, use, useEffect, useSyncExternalStore } from 'react';
import type { Technician } from '../core/create-technician.ts';
import type { Route } from '../core/route.ts';
import type { Router } from '../core/router.ts';
import type { TechnicianState } from '../core/technician-state.ts';

export type TechnicianParts = { readonly technician: Technician; readonly router: Router };

export const TechnicianContext = createContext<TechnicianParts | undefined>(undefined);

const useParts = (): TechnicianParts => {
  const parts = use(TechnicianContext);
  if (parts === undefined) throw new Error('A part of the technicians’ pages stands outside TechnicianContext');
  return parts;
};

export const useTechnician = (): Technician => useParts().technician;
export const useRouter = (): Router => useParts().router;

/** `pick` must give the same value for the same state. */
export const useTechnicianState = <T,>(pick: (state: TechnicianState) => T): T => {
  const { state } = useTechnician();
  return useSyncExternalStore(state.subscribe, () => pick(state.get()));
};

export const useRoute = (): Route => {
  const router = useRouter();
  return useSyncExternalStore(router.subscribe, router.get);
};

/** Only below the sign-in page, where somebody is signed in. */
export const useTechnicianMe = (): MeView => {
  const session = useTechnicianState((state) => state.session);
  if (session.kind !== 'signed-in') throw new Error('Nobody is signed in here');
  return session.me;
};

/** The device as it was last heard of; asked for anew when the page opens and when contact is back. */
export const useDevice = (id: string): DeviceView | undefined => {
  const technician = useTechnician();
  const contact = useTechnicianState((state) => state.contact.kind);
  // biome-ignore lint/correctness/useExhaustiveDependencies: contact that is back is a reason to ask again
  useEffect(() => void technician.loadDevice(id), [technician, id, contact]);
  return useTechnicianState((state) => state.devices.get(id));
};
