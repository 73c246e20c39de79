import type { DeviceView } from '@varde/contracts';
import { useState } from 'react';
import { deviceKept, installKept } from '../core/create-technician.ts';
import { waitingFor } from '../outbox/outbox.ts';
import { useDevice, useTechnician, useTechnicianState } from '../parts/technician-context.tsx';
import { type Draft, readDraft } from './draft.ts';

/** What the phone keeps of one installation. */
type KeptInstallation = { readonly draft: Draft; readonly wasPrepared?: boolean };

const read = (kept: unknown): KeptInstallation => {
  const { draft, wasPrepared } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  return { draft: readDraft(draft), ...(typeof wasPrepared === 'boolean' ? { wasPrepared } : {}) };
};

export type Installation = {
  readonly device: DeviceView | undefined;
  readonly missing: boolean;
  readonly draft: Draft;
  /** Ready for a home when the installation began: then that is not asked. */
  readonly wasPrepared: boolean;
  readonly isPrepared: boolean;
  /** Mounted here, and perhaps not yet known to Varde. */
  readonly isInstalled: boolean;
  keep(draft: Draft): void;
};

export const useInstallation = (id: string): Installation => {
  const { kept } = useTechnician();
  const { device, missing } = useDevice(id);
  const [own, setOwn] = useState(() => read(kept.read(installKept(id))));
  const waiting = useTechnicianState((state) => state.outbox);
  const isWaiting = (kind: string) => waitingFor(waiting, id).some((entry) => entry.kind === kind);
  const wasPrepared = own.wasPrepared ?? (device === undefined || device.state !== 'in-stock');
  return {
    device,
    missing,
    draft: own.draft,
    wasPrepared,
    isPrepared: device?.state === 'prepared' || isWaiting('prepare'),
    isInstalled: device?.steps.includes('return') === true || isWaiting('install'),
    keep: (draft) => {
      const next = { draft, wasPrepared };
      kept.write(installKept(id), next);
      kept.write(deviceKept(id), device);
      setOwn(next);
    },
  };
};
