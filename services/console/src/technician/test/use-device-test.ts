import type { DeviceTestView } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePageParts } from '../../components/desk-context.tsx';
import { useTechnician } from '../parts/technician-context.tsx';

const EVERY_MS = 500;
const LONGEST_WAIT_MS = 2_000;

export type LiveTest = {
  readonly test: DeviceTestView | undefined;
  /** Since when nothing has been heard of it, while there is no contact. */
  readonly lostSince: Instant | undefined;
  /** A code of what did not go as asked. */
  readonly trouble: string | undefined;
  readonly busy: boolean;
  begin(): Promise<void>;
  confirm(alarmId: string): Promise<void>;
};

/** While it is open, and not all of it has come. */
const goesOn = (test: DeviceTestView): boolean => test.open && !(test.passed && test.alarm?.state !== 'queued');

/** How the test stands, twice a second while the page is open; slower while there is no contact. */
export const useDeviceTest = (deviceId: string): LiveTest => {
  const { api, loadDevice } = useTechnician();
  const { clock } = usePageParts();
  const [test, setTest] = useState<DeviceTestView>();
  const [heardAt, setHeardAt] = useState<Instant>(() => clock.now());
  const [isLost, setLost] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [busy, setBusy] = useState(false);
  /** Counted up it begins to ask again. */
  const [round, setRound] = useState(0);
  const askAgain = useCallback(() => setRound((before) => before + 1), []);
  const isBusy = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is the reason to ask
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    let waitMs = EVERY_MS;
    const ask = async (): Promise<void> => {
      const result = await api.test(deviceId);
      if (gone) return;
      if (result.kind === 'ok') {
        waitMs = EVERY_MS;
        setTest(result.value);
        setHeardAt(clock.now());
        setLost(false);
        if (!goesOn(result.value)) return;
      } else {
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
        setLost(true);
        if (result.kind === 'problem' && result.problem.status < 500) return setTrouble(result.problem.code);
      }
      timer = setTimeout(() => void ask(), waitMs);
    };
    const onVisible = () => {
      if (document.visibilityState === 'visible') askAgain();
    };
    void ask();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      gone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [api, deviceId, round, clock, askAgain]);

  /** One press at a time; what it was about is asked for at once afterwards. */
  const alone = async (run: () => Promise<{ kind: string; problem?: { code: string } }>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(true);
    setTrouble(undefined);
    const result = await run();
    if (result.kind !== 'ok') setTrouble(result.problem?.code ?? 'unreachable');
    isBusy.current = false;
    setBusy(false);
    askAgain();
  };
  return {
    test,
    lostSince: isLost ? heardAt : undefined,
    trouble,
    busy,
    begin: () =>
      alone(async () => {
        const begun = await api.startTest(deviceId);
        // Being tested is a change of it: what is done next must have seen that.
        await loadDevice(deviceId);
        return begun;
      }),
    confirm: (alarmId) => alone(() => api.confirmTest(alarmId)),
  };
};
