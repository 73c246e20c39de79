/** Letters and digits typed here are text, not keys. */
export const isTextField = (target: EventTarget): boolean =>
  target instanceof Element && target.matches('textarea, select, input:not([type=radio], [type=checkbox])');
