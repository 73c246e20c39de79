import type { AlarmView, IncidentDetailView } from '@varde/contracts';
import { isIncidentKind } from '@varde/domain';
import { useEffect, useState } from 'react';
import { useDesk } from './desk-context.tsx';

/** Homes get their power back one by one, and that is no news of the incident's own alarm. */
const AGAIN_MS = 15_000;

/** What an incident's own alarm is about; undefined for every other alarm, and until it has come. */
export const useIncident = (
  alarm: AlarmView,
): { readonly view: IncidentDetailView | undefined; readonly failed: boolean } => {
  const desk = useDesk();
  const id = isIncidentKind(alarm.kind) ? alarm.incident?.id : undefined;
  const { change } = alarm;
  const [known, setKnown] = useState<{ readonly view: IncidentDetailView | undefined; readonly failed: boolean }>({
    view: undefined,
    failed: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new change is the reason to ask again
  useEffect(() => {
    if (id === undefined) return undefined;
    let gone = false;
    const ask = async (): Promise<void> => {
      const view = await desk.incident(id);
      if (!gone) setKnown((before) => ({ view: view ?? before.view, failed: view === undefined }));
    };
    void ask();
    const timer = setInterval(() => void ask(), AGAIN_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [desk, id, change]);
  return known.view !== undefined && known.view.id !== id ? { view: undefined, failed: false } : known;
};
