import type { ApiClient } from '../api/api-client.ts';
import type { DeskState } from './desk-state.ts';
import type { Store } from './store.ts';

/** Keeps the whole of the selected alarm beside its row: asks when it is chosen, and again when it changes. */
export const keepDetail = (state: Store<DeskState>, api: ApiClient): { reload(): void } => {
  /** The alarm asked about last. Another that is chosen meanwhile is asked about at once. */
  let asking: string | undefined;

  const ask = async (alarmId: string, change: number): Promise<void> => {
    asking = alarmId;
    const kept = state.get().detail;
    const known = kept?.alarmId === alarmId ? kept.view : undefined;
    state.set({ detail: { alarmId, change, view: known, failed: false } });
    const result = await api.alarm(alarmId);
    if (asking === alarmId) asking = undefined;
    if (state.get().selectedId === alarmId) {
      const view = result.kind === 'ok' ? result.value : known;
      state.set({ detail: { alarmId, change, view, failed: result.kind !== 'ok' } });
    }
    check();
  };

  const check = () => {
    const { selectedId, alarms, detail } = state.get();
    if (selectedId === undefined || asking === selectedId) return;
    const change = alarms.get(selectedId)?.change;
    if (change === undefined) return;
    if (detail?.alarmId === selectedId && detail.change >= change) return;
    void ask(selectedId, change);
  };

  state.subscribe(check);

  return {
    reload: () => {
      const { selectedId, alarms } = state.get();
      const change = selectedId === undefined ? undefined : alarms.get(selectedId)?.change;
      if (selectedId !== undefined && change !== undefined && asking !== selectedId) void ask(selectedId, change);
    },
  };
};
