import type { Why } from './why.ts';

/**
 * Adds reasons to an alarm's list. Each code stands once, with its latest values, so the list is bounded however
 * often a device repeats itself and its codes do not depend on the order in which the messages came.
 */
export const addWhy = (list: readonly Why[], ...added: readonly Why[]): readonly Why[] => {
  const byCode = new Map(list.map((why) => [why.code, why]));
  for (const why of added) byCode.set(why.code, why);
  return [...byCode.values()];
};
