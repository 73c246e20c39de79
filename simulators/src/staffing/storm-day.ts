import { type AnswerTargets, type Colour, DEFAULT_ANSWER_TARGETS } from '@varde/domain';
import { CALLING, HOUR, MINUTE, SECOND } from '../behaviour/day-rhythm.ts';
import { between, type Draw, waitingTime } from '../chance/draw.ts';
import type { Call } from './desk-simulation.ts';

/** What reaches operators; blue is the technicians'. */
export const DESK_COLOURS = ['red', 'orange', 'yellow', 'green'] as const satisfies readonly Colour[];
export type DeskColour = (typeof DESK_COLOURS)[number];

/**
 * Alarms on an ordinary day of 4 500 residents with 12 000 devices. Orange: a button every 24.5 days for nine in ten.
 * Red, yellow and green follow the kinds of the simulated day (falls, smoke; doses, doors; the rest), rounded.
 */
const ORDINARY_DAY: Readonly<Record<DeskColour, number>> = { red: 45, orange: 165, yellow: 120, green: 70 };

/** From, to: the power goes at five in the afternoon, in the dark, and comes back at nine. */
const STORM = { from: 17 * HOUR, until: 21 * HOUR } as const;
/** How many times more rings while the power is out (assumed: fear and falls in the dark, batteries running down). */
const STORM_FACTOR: Readonly<Record<DeskColour, number>> = { red: 4, orange: 7, yellow: 8, green: 3 };

const DAY_LENGTH = 24 * HOUR;

const serviceTime = (colour: DeskColour, draw: Draw): number => {
  // Half a minute to three of talk as the simulated operators have, and half a minute to write it down.
  const talk = between(draw, 30 * SECOND, 3 * MINUTE) + 30 * SECOND;
  // Somebody is sent to the door: whoever sends them stays on the line (assumed).
  return colour === 'red' ? talk + between(draw, 0, 3 * MINUTE) : talk;
};

const factorAt = (colour: DeskColour, at: number): number => {
  const rhythm = CALLING[Math.floor(at / HOUR)] ?? 1;
  return at >= STORM.from && at < STORM.until ? rhythm * STORM_FACTOR[colour] : rhythm;
};

const callsOf = (colour: DeskColour, target: number, draw: Draw): Call[] => {
  const most = Math.max(...CALLING) * STORM_FACTOR[colour];
  const mean = DAY_LENGTH / (ORDINARY_DAY[colour] * most);
  const calls: Call[] = [];
  // Thinning (Lewis and Shedler 1979): drawn at the highest rate, kept in the share the moment deserves.
  for (let at = waitingTime(draw, mean); at < DAY_LENGTH; at += waitingTime(draw, mean)) {
    if (draw() * most >= factorAt(colour, at)) continue;
    const id = `${colour}-${calls.length}`;
    const times = { receivedAt: at, colourSince: at, answerBy: at + target * SECOND };
    calls.push({ id, colour, ...times, service: serviceTime(colour, draw) });
  }
  return calls;
};

/** Everybody who rings on one day with a storm in the evening; the same draw, the same day. */
export const drawStormDay = (draw: Draw, targets: AnswerTargets = DEFAULT_ANSWER_TARGETS): Call[] =>
  DESK_COLOURS.flatMap((colour) => callsOf(colour, targets[colour], draw)).sort((a, b) => a.receivedAt - b.receivedAt);
