/** Triage colours, most urgent first (vkp-triage-v090). Blue is technical and belongs to the technicians. */
export const COLOURS = ['red', 'orange', 'yellow', 'green', 'blue'] as const;
export type Colour = (typeof COLOURS)[number];

/** 0 for red … 4 for blue. Also the queue priority minus one, see `packages/queues`. */
export const colourRank = (colour: Colour): number => COLOURS.indexOf(colour);

export const isMoreUrgent = (a: Colour, b: Colour): boolean => colourRank(a) < colourRank(b);

export const mostUrgent = (first: Colour, ...rest: readonly Colour[]): Colour =>
  rest.reduce((best, next) => (isMoreUrgent(next, best) ? next : best), first);

/** Seconds from received to answered, per colour. Sources in `docs/` and the catalogue. */
export type AnswerTargets = Readonly<Record<Colour, number>>;

/**
 * Default answer targets in seconds. Red: EN 50518 practice, sharpened; orange: UK telecare monitoring
 * standard; yellow: Norwegian emergency medical regulation § 13.
 */
export const DEFAULT_ANSWER_TARGETS: AnswerTargets = {
  red: 30,
  orange: 60,
  yellow: 120,
  green: 900,
  blue: 14_400,
};
