import { ConfigError } from '@varde/runtime';
import { codeOf, StackError } from './stack-error.ts';

/** One sentence for what a person can mend; the whole story for what only a developer can. */
export const explainFault = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof StackError || error instanceof ConfigError || codeOf(error) === 'migration-mismatch') {
    return error.message;
  }
  // The system's own refusals say which file or address they are about.
  if (/^E[A-Z]+$/.test(codeOf(error))) return `The machine refused: ${error.message}`;
  return error.stack ?? error.message;
};
