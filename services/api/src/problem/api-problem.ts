import type { Problem } from '@varde/contracts';

type Extra = Pick<Problem, 'detail' | 'current' | 'faults'>;

/** Thrown anywhere below a route; answered as application/problem+json. `detail` is for the person who asked. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly extra: Extra;

  constructor(status: number, code: string, title: string, extra: Extra = {}) {
    super(title);
    this.status = status;
    this.code = code;
    this.extra = extra;
  }
}

export const toProblem = (problem: ApiProblem): Problem => ({
  type: `urn:varde:problem:${problem.code}`,
  title: problem.message,
  status: problem.status,
  code: problem.code,
  ...problem.extra,
});

type What =
  | 'route'
  | 'absence'
  | 'alarm'
  | 'decision'
  | 'device'
  | 'gateway'
  | 'home'
  | 'incident'
  | 'key'
  | 'resident'
  | 'unlock-right';

export const notFound = (what: What): ApiProblem => new ApiProblem(404, `${what}-unknown`, `There is no such ${what}.`);
