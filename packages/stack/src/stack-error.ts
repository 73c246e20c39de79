/** Something the person at the keyboard can mend: shown as its one sentence, without a stack trace. */
export class StackError extends Error {
  readonly code = 'stack';
  override readonly name = 'StackError';
}

/** The system's code of a failed call, e.g. `EACCES`. */
export const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
};
