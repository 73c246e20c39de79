import { ACTIONS, type Action, CAUSES, type Cause } from '@varde/domain';

/** The outcome being chosen: a digit answers the step at hand, and moves on. */
export type Closing = {
  readonly step: 'cause' | 'action';
  readonly cause: Cause | undefined;
  readonly action: Action | undefined;
};

export const START_CLOSING: Closing = { step: 'cause', cause: undefined, action: undefined };

/** 1–9, then 0 for the tenth, as they stand on the keyboard. */
export const digitFor = (index: number): string => String((index + 1) % 10);

const atDigit = <T>(list: readonly T[], key: string): T | undefined => list.find((_, index) => digitFor(index) === key);

export const chooseCause = (closing: Closing, cause: Cause): Closing => ({ ...closing, cause, step: 'action' });
export const chooseAction = (closing: Closing, action: Action): Closing => ({ ...closing, action, step: 'action' });

export const pressInClosing = (closing: Closing, key: string): Closing => {
  if (key === 'Backspace') return { ...closing, step: 'cause' };
  if (closing.step === 'cause') {
    const cause = atDigit(CAUSES, key);
    return cause === undefined ? closing : chooseCause(closing, cause);
  }
  const action = atDigit(ACTIONS, key);
  return action === undefined ? closing : chooseAction(closing, action);
};
