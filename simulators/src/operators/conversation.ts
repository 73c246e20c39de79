import type { AlarmView } from '@varde/contracts';
import type { Action, Category, Cause } from '@varde/domain';
import { between, type Draw } from '../chance/draw.ts';

/** How an alarm ends, and how often it does (weights). */
type Ending = { readonly weight: number; readonly cause: Cause; readonly action: Action };

/** About half of the calls ask for ordinary help, about 6 % are falls; the rest is assumed. */
const CALL: readonly Ending[] = [
  { weight: 50, cause: 'needed-help', action: 'talked' },
  { weight: 6, cause: 'fall', action: 'responder' },
  { weight: 25, cause: 'false-alarm', action: 'talked' },
  { weight: 4, cause: 'illness', action: 'emergency-services' },
  { weight: 15, cause: 'unknown', action: 'talked' },
];

const FALL: readonly Ending[] = [
  { weight: 75, cause: 'false-alarm', action: 'talked' },
  { weight: 25, cause: 'fall', action: 'responder' },
];

const FIRE: readonly Ending[] = [
  { weight: 97, cause: 'false-alarm', action: 'talked' },
  { weight: 3, cause: 'fire', action: 'emergency-services' },
];

const ENDINGS: Readonly<Partial<Record<Category, readonly Ending[]>>> = {
  'fire-and-home': FIRE,
  supervision: [
    { weight: 60, cause: 'needed-help', action: 'talked' },
    { weight: 40, cause: 'wandering', action: 'responder' },
  ],
  medication: [{ weight: 1, cause: 'medicine', action: 'talked' }],
  technical: [{ weight: 1, cause: 'technical-fault', action: 'technician' }],
};

const endingsOf = ({ kind, category }: Pick<AlarmView, 'kind' | 'category'>): readonly Ending[] =>
  kind === 'fall-detected' ? FALL : (ENDINGS[category as Category] ?? CALL);

const pick = (endings: readonly Ending[], draw: Draw): Ending | undefined => {
  let rest = draw() * endings.reduce((sum, { weight }) => sum + weight, 0);
  return endings.find(({ weight }) => {
    rest -= weight;
    return rest < 0;
  });
};

export type Conversation = {
  /** Milliseconds. */
  readonly talk: number;
  readonly contact: boolean;
  readonly cause: Cause;
  readonly action: Action;
};

/** What comes of answering an alarm. Half a minute to three of talk, and one in twenty does not answer (assumed). */
export const drawConversation = (alarm: Pick<AlarmView, 'kind' | 'category'>, draw: Draw): Conversation => {
  const { cause, action } = pick(endingsOf(alarm), draw) ?? { cause: 'unknown', action: 'talked' };
  return { talk: between(draw, 30_000, 180_000), contact: draw() >= 0.05, cause, action };
};
