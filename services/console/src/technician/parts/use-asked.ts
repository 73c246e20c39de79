import { useEffect, useState } from 'react';
import type { ApiResult } from '../../api/api-result.ts';

export type Asked<T> = {
  readonly value: T | undefined;
  readonly failed: boolean;
  /** The api says that there is no such thing. */
  readonly missing: boolean;
};

const NOTHING = { value: undefined, failed: false, missing: false } as const;

/**
 * One question to the api, asked anew when `key` changes; undefined: nothing to ask. While a new answer about the same
 * `subject` is on its way, the last one stands: nothing flickers.
 */
export const useAsked = <T>(
  key: string | undefined,
  ask: () => Promise<ApiResult<T>>,
  subject: string | undefined = key,
): Asked<T> => {
  const [known, setKnown] = useState<{ readonly key: string; readonly subject: string; readonly asked: Asked<T> }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what is asked
  useEffect(() => {
    if (key === undefined) return undefined;
    let gone = false;
    void ask().then((result) => {
      if (gone) return;
      const value = result.kind === 'ok' ? result.value : undefined;
      const missing = result.kind === 'problem' && result.problem.status === 404;
      setKnown({ key, subject: subject ?? key, asked: { value, failed: result.kind !== 'ok', missing } });
    });
    return () => {
      gone = true;
    };
  }, [key]);
  return known !== undefined && key !== undefined && known.subject === (subject ?? key) ? known.asked : NOTHING;
};
