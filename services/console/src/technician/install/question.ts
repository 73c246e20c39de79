/** One question a screen, in this order. */
export const QUESTIONS = ['ready', 'resident', 'place', 'checks', 'confirm'] as const;
export type Question = (typeof QUESTIONS)[number];
