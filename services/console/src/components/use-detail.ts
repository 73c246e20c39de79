import type { AlarmDetailView } from '@varde/contracts';
import { useDeskState } from './desk-context.tsx';

/** What is known beside the selected alarm; `view` is undefined until it has come. */
export const useDetail = (): { readonly view: AlarmDetailView | undefined; readonly failed: boolean } => {
  const selectedId = useDeskState((state) => state.selectedId);
  const detail = useDeskState((state) => state.detail);
  if (detail === undefined || detail.alarmId !== selectedId) return { view: undefined, failed: false };
  return detail;
};
