import { type Fault, FROZEN, KILLED, type Promised } from '../fault.ts';
import { sendSignal, untilBack } from '../processes.ts';

/** Either of the two goes on alone. */
const NO_DELAY: Promised = { kind: 'no-delay' };

const kill = (name: string, promised: Promised): Fault => ({
  name: `kill-${name}`,
  what: `SIGKILL of ${name}`,
  hits: [name],
  promised,
  prepare: async (scene) => async () => {
    const pid = await scene.pidOf(name);
    sendSignal(pid, 'SIGKILL');
    return {
      mend: async () => {
        await untilBack(scene, name, pid);
        return [];
      },
    };
  },
});

const freeze = (name: string, promised: Promised): Fault => ({
  name: `freeze-${name}`,
  what: `SIGSTOP of ${name}`,
  hits: [name],
  promised,
  prepare: async (scene) => async () => {
    const pid = await scene.pidOf(name);
    sendSignal(pid, 'SIGSTOP');
    return {
      mend: async () => {
        // Gone already where somebody has noticed, and started another.
        sendSignal(pid, 'SIGCONT');
        return [];
      },
    };
  },
});

/** What stands between a red and an operator's page; with it frozen, reds wait. */
const ALONE: readonly string[] = ['triage-alarm', 'api'];

const BESIDE: readonly string[] = ['ingest-event', 'triage-event', 'dispatcher'];

const ALARM_INTAKE: readonly string[] = ['ingest-alarm-1', 'ingest-alarm-2'];

export const PROCESS_FAULTS: readonly Fault[] = [
  ...ALARM_INTAKE.flatMap((name) => [kill(name, NO_DELAY), freeze(name, NO_DELAY)]),
  ...BESIDE.flatMap((name) => [kill(name, KILLED), freeze(name, KILLED)]),
  ...ALONE.flatMap((name) => [kill(name, KILLED), freeze(name, FROZEN)]),
];
