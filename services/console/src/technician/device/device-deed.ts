import type { DeviceView } from '@varde/contracts';
import type { Deed } from '../core/create-technician.ts';

/** Steps that ask something in a dialog first; installing and testing have pages of their own. */
const ASKED_STEPS = [
  'service',
  'swap',
  'assign',
  'unassign',
  'prepare',
  'return',
  'clean',
  'repair',
  'repaired',
  'retire',
] as const;
export type AskedStep = (typeof ASKED_STEPS)[number];

/** What is asked of each. */
export const FIELDS = {
  service: ['battery', 'note'],
  swap: ['with'],
  assign: ['residentId', 'appointmentAt'],
  unassign: [],
  prepare: ['sim', 'location'],
  return: ['reason'],
  clean: ['location'],
  repair: ['reason'],
  repaired: ['location'],
  retire: ['reason'],
} as const satisfies Readonly<Record<AskedStep, readonly string[]>>;
export type Field = (typeof FIELDS)[AskedStep][number];

export type Answers = Readonly<Partial<Record<Field, string | boolean>>>;

/** Without an answer to these a step cannot be taken. */
const NEEDED: readonly Field[] = ['with', 'residentId'];

export const isReady = (step: AskedStep, answers: Answers): boolean =>
  FIELDS[step].every((field) => !NEEDED.includes(field) || Boolean(answers[field]));

const readAnswer = (field: Field, answer: string | boolean | undefined): string | boolean | undefined => {
  if (typeof answer !== 'string') return answer;
  const text = answer.trim();
  if (text === '') return undefined;
  // A field of date and time has no zone: it is the technician's own.
  if (field === 'appointmentAt') return new Date(text).toISOString();
  return field === 'sim' ? text.replace(/\s/g, '') : text;
};

export const bodyOf = (step: AskedStep, answers: Answers): Deed['body'] =>
  Object.fromEntries(
    FIELDS[step].map((field) => [field, readAnswer(field, answers[field])]).filter(([, value]) => value !== undefined),
  );

type Of = Pick<DeviceView, 'id' | 'version'>;

export const stepDeed = (device: Of, name: string, kind: Exclude<Deed['kind'], 'take'>, body: Deed['body']): Deed => ({
  kind,
  method: kind === 'functions' ? 'PUT' : 'POST',
  path: `/api/devices/${device.id}/${kind}`,
  body,
  subject: device.id,
  name,
  version: device.version,
});

/** What can be asked now. Swapping is no step of the api's list: it is possible wherever a device may come back. */
export const askedStepsOf = (device: Pick<DeviceView, 'steps' | 'assignedTo'>): readonly AskedStep[] =>
  ASKED_STEPS.filter((step) => {
    if (step === 'swap') return device.steps.includes('return');
    if (step === 'unassign') return device.assignedTo !== undefined && device.steps.includes(step);
    return device.steps.includes(step);
  });

export type Loud = 'install' | 'test' | AskedStep;

/** The one step that is loud, by where the device is in its life. */
export const loudStep = (device: Pick<DeviceView, 'state'>): Loud | undefined => {
  switch (device.state) {
    case 'in-stock':
    case 'prepared':
      return 'install';
    case 'installed':
      return 'test';
    case 'in-service':
      return 'service';
    case 'returned':
      return 'clean';
    case 'in-repair':
      return 'repaired';
    case 'retired':
      return undefined;
  }
};
