import { StackError } from '../stack-error.ts';
import type { Mode } from './mode.ts';
import type { ModeContext } from './mode-context.ts';

export const containersMode = async (_context: ModeContext): Promise<Mode> => {
  throw new StackError('not yet');
};
