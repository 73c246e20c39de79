import type { DeviceView } from '@varde/contracts';
import { DEVICE_FUNCTIONS, INSTALLATION_CHECKS, isDeviceFunction, isInstallationCheck } from '@varde/domain';
import { useWords } from '../../components/use-words.ts';
import type { AreaView } from '../core/technician-state.ts';
import { useTechnicianState } from './technician-context.tsx';

/** The words of these pages, and those that come from the domain's own tables: they need no contact. */
export const useTechnicianWords = () => {
  const words = useWords();
  const { language } = words;
  const areas = useTechnicianState((state) => state.areas);
  return {
    ...words,
    checkLabel: (name: string): string => (isInstallationCheck(name) ? INSTALLATION_CHECKS[name][language] : name),
    functionLabel: (of: { readonly name: string; readonly label: string }): string =>
      isDeviceFunction(of.name) ? DEVICE_FUNCTIONS[of.name][language] : of.label,
    /** "Fallsensor BRK-0412" */
    deviceName: (device: Pick<DeviceView, 'profile' | 'label' | 'serial'>): string =>
      `${words.deviceLabel(device)} ${device.serial}`,
    areaOf: (id: string | undefined): AreaView | undefined => areas.find((area) => area.id === id),
  };
};
