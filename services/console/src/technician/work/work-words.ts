import type { WorkView } from '@varde/contracts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';

/** What a row says of itself. */
export const useWorkWords = () => {
  const words = useTechnicianWords();
  return {
    ...words,
    /** The alarm says it more closely than the kind of work. */
    workTitle: (work: WorkView): string =>
      work.alarm === undefined ? words.t(`work.kind.${work.kind}`) : words.kindLabel(work.alarm),
    workDevice: (work: WorkView): string | undefined =>
      work.device === undefined ? undefined : words.deviceName(work.device),
    workPlace: (work: WorkView): string =>
      [work.address, work.place].filter((part) => part !== undefined && part !== '').join(' · '),
  };
};
