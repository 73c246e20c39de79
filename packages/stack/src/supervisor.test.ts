import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from './ports.ts';
import { isAlive, markProcess } from './process-birth.ts';
import { type ProcessSpec, processUnit } from './process-unit.ts';
import { createSupervisor, type Supervisor, type SupervisorEvent } from './supervisor.ts';
import type { Unit } from './unit.ts';

const PACE = { firstDelay: 20, longestDelay: 100, steady: 300 };

let folder: string;
let events: SupervisorEvent[];
let supervisor: Supervisor;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'varde-supervisor-'));
  events = [];
  supervisor = createSupervisor((event) => events.push(event), PACE);
});
afterEach(async () => {
  await supervisor.stop();
  rmSync(folder, { recursive: true });
});

/** A real process that runs the given JavaScript; `note(word)` writes to the test's own record. */
const unit = (name: string, code: string, more: Pick<Partial<ProcessSpec>, 'ready' | 'health'> = {}): Unit => {
  const file = JSON.stringify(path.join(folder, 'record'));
  const note = `const note = (word) => require('node:fs').appendFileSync(${file}, word + '\\n');`;
  return processUnit({
    name,
    command: process.execPath,
    args: ['-e', `${note}${code}`],
    env: {},
    log: path.join(folder, `${name}.log`),
    ready: async () => undefined,
    ...more,
  });
};

const READY = `process.send({ ready: true });`;
const STAY = `setInterval(() => {}, 1000);`;
const STOP = (name: string): string => `process.on('SIGTERM', () => { note('${name} stopped'); process.exit(); });`;

const record = (): string[] => readFileSync(path.join(folder, 'record'), 'utf8').trim().split('\n');

const until = async (what: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 5_000; waited += 10) {
    if (what()) return;
    await sleep(10);
  }
  throw new Error('it did not come to that');
};

const kill = (name: string): number => {
  const pid = supervisor.pids()[name] ?? 0;
  process.kill(pid, 'SIGKILL');
  return pid;
};

describe('starting', () => {
  test('a group is started when all of it is ready', async () => {
    const slow = `setTimeout(() => { note('slow'); ${READY} }, 100); ${STAY}`;
    await supervisor.start([
      unit('a', `note('fast'); ${READY}${STAY}`, { ready: 'message' }),
      unit('b', slow, { ready: 'message' }),
    ]);
    expect(record()).toEqual(['fast', 'slow']);
    expect(Object.keys(supervisor.pids())).toEqual(['a', 'b']);
  });

  test('one that ends before it is ready is a fault that names its log', async () => {
    const start = supervisor.start([unit('broken', 'process.exit(3)', { ready: 'message' })]);
    await expect(start).rejects.toThrow(/broken ended with 3 while starting; see .*broken\.log/);
  });

  test('a program that is not there is a fault', async () => {
    const missing = processUnit({
      name: 'missing',
      command: '/no/such/program',
      args: [],
      env: {},
      log: path.join(folder, 'missing.log'),
      ready: 'message',
    });
    await expect(supervisor.start([missing])).rejects.toThrow('ENOENT');
  });

  test('stopped while it starts, nothing is left', async () => {
    const start = supervisor.start([unit('slow', STAY, { ready: 'message' })]);
    start.catch(() => undefined);
    await until(() => events.length > 0);
    const marks = Object.values(supervisor.pids()).map(markProcess);
    await supervisor.stop();
    await expect(start).rejects.toThrow('while starting');
    expect(marks.filter(isAlive)).toEqual([]);
  });
});

describe('restarting', () => {
  test('one that is killed is back within a second, as another process', async () => {
    await supervisor.start([unit('a', READY + STAY, { ready: 'message' })]);
    const before = kill('a');
    const began = performance.now();
    await until(() => (supervisor.pids()['a'] ?? before) !== before);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test('one that keeps dying is tried less and less often, and never given up', async () => {
    const launched: number[] = [];
    const launch: Unit['launch'] = async () => {
      launched.push(performance.now());
      const ended = { ready: Promise.resolve(), exited: Promise.resolve('ended with 1'), stop: async () => undefined };
      return { pid: 1, isChild: true, ...ended };
    };
    await supervisor.start([{ name: 'a', launch }]);
    await until(() => launched.length > 6);
    const pauses = launched.slice(1, 7).map((at, index) => at - (launched[index] ?? 0));
    // Timers may fire a millisecond early; late they may be as much as the machine is busy.
    for (const [index, least] of [20, 40, 80, 100, 100, 100].entries()) {
      expect(pauses[index]).toBeGreaterThan(least - 2);
    }
  });

  test('one that ran steadily is back at once, however often it died before', async () => {
    const patient = createSupervisor((event) => events.push(event), { ...PACE, firstDelay: 50, longestDelay: 5_000 });
    const pid = (): number => patient.pids()['a'] ?? 0;
    const kill = async (): Promise<void> => {
      const before = pid();
      process.kill(before, 'SIGKILL');
      await until(() => pid() !== before && pid() !== 0);
    };
    try {
      await patient.start([unit('a', STAY)]);
      for (let round = 0; round < 4; round += 1) await kill();
      await sleep(PACE.steady + 50);
      const began = performance.now();
      await kill();
      // The fifth in a row would wait 800 ms.
      expect(performance.now() - began).toBeLessThan(700);
    } finally {
      await patient.stop();
    }
  });
});

describe('watching', () => {
  const listen = (port: number): string =>
    `require('node:http').createServer((_, answer) => answer.end()).listen(${port}, '127.0.0.1', () => { ${READY} });`;

  const watched = async (name: string): Promise<Unit> => {
    const port = await freePort();
    return unit(name, listen(port), {
      ready: 'message',
      health: { url: `http://127.0.0.1:${port}/healthz`, pace: { round: 100, times: 4 } },
    });
  };

  test('one that is frozen is killed, told of, and launched again', async () => {
    await supervisor.start([await watched('a')]);
    await sleep(300);
    const before = supervisor.pids()['a'] ?? 0;
    process.kill(before, 'SIGSTOP');
    await until(() => (supervisor.pids()['a'] ?? before) !== before);
    expect(events).toContainEqual({ kind: 'ended', name: 'a', how: 'did not answer any more, and was killed' });
    await sleep(800);
    expect(events.filter(({ kind }) => kind === 'ended')).toHaveLength(1);
  });

  test('one that is frozen for a moment, and one that has never answered, are left alone', async () => {
    const mute = { url: 'http://127.0.0.1:1/healthz', pace: { round: 100, times: 4 } };
    await supervisor.start([await watched('a'), unit('mute', READY + STAY, { ready: 'message', health: mute })]);
    await sleep(300);
    const pid = supervisor.pids()['a'] ?? 0;
    process.kill(pid, 'SIGSTOP');
    await sleep(150);
    process.kill(pid, 'SIGCONT');
    await sleep(1_000);
    expect(events.filter(({ kind }) => kind === 'ended')).toEqual([]);
  });
});

describe('stopping', () => {
  test('goes through the groups from the last to the first', async () => {
    for (const name of ['storage', 'broker', 'service']) {
      await supervisor.start([unit(name, STOP(name) + READY + STAY, { ready: 'message' })]);
    }
    await supervisor.stop();
    expect(record()).toEqual(['service stopped', 'broker stopped', 'storage stopped']);
  });

  test('is no death to be told of, and nothing comes back', async () => {
    await supervisor.start([unit('a', READY + STAY, { ready: 'message' })]);
    await supervisor.stop();
    await sleep(100);
    expect(events.map((event) => event.kind)).toEqual(['launched']);
    expect(supervisor.pids()).toEqual({});
  });

  test('takes what waits for its next try with it', async () => {
    await supervisor.start([unit('a', '')]);
    await until(() => events.some((event) => event.kind === 'ended'));
    await supervisor.stop();
    const launches = events.length;
    await sleep(200);
    expect(events.length).toBe(launches);
  });
});
