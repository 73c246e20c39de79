/** Resolves when the dependency answers; what it rejects with is logged, not shown. */
export type Check = () => Promise<unknown>;

export type Health = {
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<string, 'ok' | 'failed'>>;
};

const withLimit = async (check: Check, milliseconds: number): Promise<'ok' | 'failed'> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'failed'>((resolve) => {
    timer = setTimeout(() => resolve('failed'), milliseconds);
  });
  const answer = check().then(
    () => 'ok' as const,
    () => 'failed' as const,
  );
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
};

/** Asks every dependency by name, all at once, two seconds each at most. */
export const readHealth = async (checks: Readonly<Record<string, Check>>): Promise<Health> => {
  const entries = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await withLimit(check, 2_000)] as const),
  );
  return { ready: entries.every(([, state]) => state === 'ok'), dependencies: Object.fromEntries(entries) };
};
