import type { Fault } from '../fault.ts';
import { CLOCK_WRONG } from './clock-wrong.ts';
import { CROWD } from './crowd.ts';
import { EVERY_ORDER } from './every-order.ts';
import { POSTGRES_REFUSES } from './postgres-refuses.ts';
import { PROCESS_FAULTS } from './processes.ts';
import { SERVER_FAULTS } from './servers.ts';
import { TAKEOVER } from './takeover.ts';

export const FAULTS: readonly Fault[] = [
  ...PROCESS_FAULTS,
  ...SERVER_FAULTS,
  POSTGRES_REFUSES,
  TAKEOVER,
  CROWD,
  CLOCK_WRONG,
  EVERY_ORDER,
];

export const faultNamed = (name: string): Fault | undefined => FAULTS.find((fault) => fault.name === name);
