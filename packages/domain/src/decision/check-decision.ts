import { isDeviceFunction, needsLegalBasis } from '../device/device-functions.ts';
import type { Day, Decision, LegalBasis } from './decision.ts';

export const DECISION_FAULTS = [
  'ends-before-it-begins',
  'grants-nothing',
  'function-unknown',
  'function-twice',
  'legal-basis-missing',
  'under-age',
  'birth-date-unknown',
  'objects',
  'next-of-kin-not-heard',
  'review-too-late',
  'assessed-in-the-future',
] as const;

/** `at`: the function it is about; null: the decision as a whole. */
export type DecisionFault = { readonly code: (typeof DECISION_FAULTS)[number]; readonly at: string | null };

export type DecisionSubject = {
  readonly birthDate: Day | null;
  /** Somebody is to be heard. */
  readonly hasNextOfKin: boolean;
};

/** Assumed: the law asks that it be looked at anew and names no time; the directorate's guidance is a year at most. */
const REVIEW_WITHIN_YEARS = 1;

const yearsAfter = (day: Day, years: number): Day => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

const basisFaults = (basis: LegalBasis, from: Day, who: DecisionSubject, today: Day): DecisionFault['code'][] => {
  if (basis.kind === 'consent') return basis.givenOn > today ? ['assessed-in-the-future'] : [];
  const faults: DecisionFault['code'][] = [];
  if (who.birthDate === null) faults.push('birth-date-unknown');
  else if (yearsAfter(who.birthDate, 18) > from) faults.push('under-age');
  if (basis.objects) faults.push('objects');
  if (who.hasNextOfKin && basis.nextOfKinHeardOn === null) faults.push('next-of-kin-not-heard');
  if (basis.capacityAssessedOn > today) faults.push('assessed-in-the-future');
  if (basis.reviewBy > yearsAfter(from, REVIEW_WITHIN_YEARS)) faults.push('review-too-late');
  return faults;
};

type Draft = Pick<Decision, 'validFrom' | 'validUntil'> & {
  readonly grants: readonly { readonly function: string; readonly basis: LegalBasis | null }[];
};

/** Everything that keeps a decision from being written, together; empty: it can be. */
export const checkDecision = (draft: Draft, who: DecisionSubject, today: Day): readonly DecisionFault[] => {
  const { validFrom, validUntil, grants } = draft;
  const names = grants.map((grant) => grant.function);
  const whole: DecisionFault[] = [];
  if (validUntil !== null && validUntil < validFrom) whole.push({ code: 'ends-before-it-begins', at: null });
  if (grants.length === 0) whole.push({ code: 'grants-nothing', at: null });
  const each = grants.flatMap(({ function: name, basis }, index): DecisionFault[] => {
    if (!isDeviceFunction(name)) return [{ code: 'function-unknown', at: name }];
    if (names.indexOf(name) !== index) return [{ code: 'function-twice', at: name }];
    if (basis === null) return needsLegalBasis(name) ? [{ code: 'legal-basis-missing', at: name }] : [];
    return basisFaults(basis, validFrom, who, today).map((code) => ({ code, at: name }));
  });
  return [...whole, ...each];
};
