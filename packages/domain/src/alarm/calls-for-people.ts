import { eventKind } from '../catalogue/catalogue.ts';

const FIRE_CO_GAS: readonly string[] = ['fire-alarm', 'carbon-monoxide-alarm', 'gas-alarm'];

/**
 * What a person pressed, fire, CO and gas: whatever colour it was set to by hand, it is not shelved before somebody has
 * been spoken with, and it rings every time it comes.
 */
export const callsForPeople = (kind: string): boolean =>
  eventKind(kind)?.personInitiated === true || FIRE_CO_GAS.includes(kind);
