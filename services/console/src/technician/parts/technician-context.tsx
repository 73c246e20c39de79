import type { DeviceView, MeView } from '@varde/contracts';
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { deviceKept, type Technician } from '../core/create-technician.ts';
import type { Route } from '../core/route.ts';
import type { Router } from '../core/router.ts';
import type { TechnicianState } from '../core/technician-state.ts';
import { deviceIn } from '../outbox/entry.ts';

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

/** The device as it was last heard of, or as the phone kept it; asked for anew when the page opens and when contact is back. */
export const useDevice = (id: string): { readonly device: DeviceView | undefined; readonly missing: boolean } => {
  const technician = useTechnician();
  const contact = useTechnicianState((state) => state.contact.kind);
  const [missing, setMissing] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: contact that is back is a reason to ask again
  useEffect(() => {
    let gone = false;
    void technician.loadDevice(id).then((outcome) => {
      if (!gone) setMissing(outcome === 'none');
    });
    return () => {
      gone = true;
    };
  }, [technician, id, contact]);
  const heardOf = useTechnicianState((state) => state.devices.get(id));
  const onPhone = useMemo(() => deviceIn(technician.kept.read(deviceKept(id))), [technician, id]);
  return { device: heardOf ?? onPhone, missing };
};
