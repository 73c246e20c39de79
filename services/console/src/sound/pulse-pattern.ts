import type { Colour } from '@varde/domain';

/** Alarm priorities of IEC 60601-1-8; the bursts below keep within its table 3 and 4. */
const SOUND_PRIORITIES = ['high', 'medium', 'low'] as const;
export type SoundPriority = (typeof SOUND_PRIORITIES)[number];

/** Times in seconds from the start of the burst, pitch in hertz. */
export type Pulse = { readonly start: number; readonly length: number; readonly pitch: number };
export type Burst = { readonly pulses: readonly Pulse[]; readonly repeatAfter: number };

const HIGH_PULSE = 0.15;
const HIGH_GAP = 0.1;
/** Between the third and the fourth pulse: twice the gap and one pulse. */
const HIGH_PAUSE = 2 * HIGH_GAP + HIGH_PULSE;
const HIGH_BETWEEN_FIVES = 0.6;

const inRow = (start: number, length: number, gap: number, pitches: readonly number[]): readonly Pulse[] =>
  pitches.map((pitch, index) => ({ start: start + index * (length + gap), length, pitch }));

const highFive = (start: number): readonly Pulse[] => {
  const three = inRow(start, HIGH_PULSE, HIGH_GAP, [523, 659, 784]);
  const two = inRow(start + 3 * HIGH_PULSE + 2 * HIGH_GAP + HIGH_PAUSE, HIGH_PULSE, HIGH_GAP, [659, 784]);
  return [...three, ...two];
};
const FIVE_LENGTH = 5 * HIGH_PULSE + 3 * HIGH_GAP + HIGH_PAUSE;

export const BURSTS: Readonly<Record<SoundPriority, Burst>> = {
  high: { pulses: [...highFive(0), ...highFive(FIVE_LENGTH + HIGH_BETWEEN_FIVES)], repeatAfter: 6 },
  medium: { pulses: inRow(0, 0.2, 0.2, [523, 494, 440]), repeatAfter: 10 },
  low: { pulses: inRow(0, 0.2, 0.2, [440, 392]), repeatAfter: 20 },
};

const PRIORITY_OF: Readonly<Record<Colour, SoundPriority | undefined>> = {
  red: 'high',
  orange: 'medium',
  yellow: 'low',
  green: undefined,
  blue: undefined,
};
export const priorityOf = (colour: Colour): SoundPriority | undefined => PRIORITY_OF[colour];

/** Never more than one pattern at a time: the highest wins. */
export const highestPriority = (found: readonly (SoundPriority | undefined)[]): SoundPriority | undefined =>
  SOUND_PRIORITIES.find((priority) => found.includes(priority));
