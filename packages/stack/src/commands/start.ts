import path from 'node:path';
import process from 'node:process';
import { createDatabase, listUnitStaff } from '@varde/postgres';
import { Command, InvalidArgumentError } from 'commander';
import { explainFault } from '../explain-fault.ts';
import type { OpenStack } from '../open-stack.ts';
import { type RunningStack, startStack } from '../start-stack.ts';
import { createSteps } from '../steps.ts';

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a number from 0 to 65535');
  return port;
};

const options = new Command('npm start --')
  .description('Starts Varde with everything it needs. VARDE_STACK: embedded (default), servers, containers, external.')
  .option('--port <number>', 'of the console and the api; 0 is any free one (default: VARDE_PORT or 8090)', parsePort)
  .option('--data <folder>', 'where the state lives', '.varde')
  .option('--no-simulator', 'no simulated day')
  .parse()
  .opts<{ port?: number; data: string; simulator: boolean }>();

const steps = createSteps();
const stop = new AbortController();

/** One Ctrl-C may come several times: from the terminal, from npm and from the bootstrap. */
const SAME_SIGNAL = 2_000;
let firstSignal = 0;
const onSignal = (): void => {
  if (firstSignal === 0) {
    firstSignal = Date.now();
    steps.say('Stopping');
    stop.abort();
  } else if (Date.now() - firstSignal > SAME_SIGNAL)
    steps.say('Still stopping; what does not end is ended by force soon');
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, onSignal);
// A terminal that is gone takes no more output; the stack is stopped by the signal that came with it.
process.stdout.on('error', () => undefined);

const demoLogins = async ({ stack, issuer }: RunningStack): Promise<string[]> => {
  if (!stack.mode.local) return [`  Demo logins  none; sign-in is by ${issuer}`];
  const db = createDatabase({ url: stack.mode.urls.database, name: 'start', max: 1 }, () => undefined);
  const people = await listUnitStaff(db).finally(() => db.destroy());
  const roles = Map.groupBy(people, (person) => person.role);
  const lines = [...roles].map(([role, all]) => {
    const names = all.slice(0, 4).map((person) => person.username);
    return `               ${role.padEnd(12)} ${names.join(', ')}${all.length > 4 ? ' …' : ''}`;
  });
  return ['  Demo logins  no password, press a name:', ...lines];
};

/** Root's servers run as another user, who may not reach the state folder. */
const dataElsewhere = ({ mode, folder }: OpenStack): string[] =>
  mode.home === null || path.dirname(mode.home) === folder.path ? [] : [`  Data         ${mode.home}`];

const announce = async (running: RunningStack, began: number): Promise<void> => {
  const { stack, url } = running;
  const lines = [
    '',
    `Varde is ready (${stack.mode.name}, ${((performance.now() - began) / 1_000).toFixed(1)} s)`,
    '',
    `  Console      ${url}`,
    `  API          ${url}/api/openapi.json`,
    `  MQTT         ${stack.mode.urls.mqtt}`,
    `  State, logs  ${stack.folder.path}`,
    ...dataElsewhere(stack),
    ...(await demoLogins(running)),
    '',
    'Ctrl-C stops all of it.',
  ];
  steps.say(lines.join('\n'));
};

const run = async (): Promise<void> => {
  const running = await startStack(options, process.env, steps, stop.signal);
  await announce(running, 0);
  if (!stop.signal.aborted) await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
  await running.close();
};

try {
  steps.say('Starting Varde');
  await run();
  steps.say('Stopped');
  process.exit(0);
} catch (error) {
  if (stop.signal.aborted) {
    steps.say('Stopped');
    process.exit(0);
  }
  process.stderr.write(`${explainFault(error)}\n`);
  process.exit(1);
}
