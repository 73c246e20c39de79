import type { Problem } from '@varde/contracts';

/** What can come of asking the api: all of it expected, so all of it a value. */
export type ApiResult<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'signed-out' }
  /** No answer within the limit, or none that can be read. */
  | { readonly kind: 'unreachable' };
