import type { DeviceView } from '@varde/contracts';
import { deviceProfile } from '@varde/domain';
import { QUESTIONS, type Question } from './question.ts';

/** What has been answered so far of one installation; kept on the phone until it is sent. */
export type Draft = {
  readonly resident?: { readonly id: string; readonly name: string };
  readonly place?: string;
  readonly checks: readonly string[];
};

export const EMPTY_DRAFT: Draft = { checks: [] };

export const checksOf = (profile: string): readonly string[] => deviceProfile(profile)?.checks ?? [];

/** The questions this device asks: one from the store is made ready first, and some have nothing to check. */
export const questionsFor = (device: Pick<DeviceView, 'profile'>, wasPrepared: boolean): readonly Question[] =>
  QUESTIONS.filter((question) => {
    if (question === 'ready') return !wasPrepared;
    return question !== 'checks' || checksOf(device.profile).length > 0;
  });

export const isAnswered = (
  question: Question,
  draft: Draft,
  device: Pick<DeviceView, 'profile'>,
  isPrepared: boolean,
): boolean => {
  switch (question) {
    case 'ready':
      return isPrepared;
    case 'resident':
      return draft.resident !== undefined;
    case 'place':
      return (draft.place ?? '').trim() !== '';
    case 'checks':
      return checksOf(device.profile).every((check) => draft.checks.includes(check));
    case 'confirm':
      return false;
  }
};

/** Where one left off: the first question without an answer. */
export const firstUnanswered = (
  questions: readonly Question[],
  draft: Draft,
  device: Pick<DeviceView, 'profile'>,
  isPrepared: boolean,
): Question => questions.find((question) => !isAnswered(question, draft, device, isPrepared)) ?? 'confirm';

export const withCheck = (draft: Draft, check: string, seen: boolean): Draft => ({
  ...draft,
  checks: seen ? [...new Set([...draft.checks, check])] : draft.checks.filter((one) => one !== check),
});

/** The body of the step `install`. */
export const installBody = (draft: Draft): { residentId?: string; place: string; checks: readonly string[] } => ({
  ...(draft.resident === undefined ? {} : { residentId: draft.resident.id }),
  place: (draft.place ?? '').trim(),
  checks: draft.checks,
});

const isText = (value: unknown): value is string => typeof value === 'string';

/** What a phone kept may be of another version, or half written. */
export const readDraft = (value: unknown): Draft => {
  if (typeof value !== 'object' || value === null) return EMPTY_DRAFT;
  const { resident, place, checks } = value as Record<string, unknown>;
  const { id, name } = (resident ?? {}) as Record<string, unknown>;
  return {
    ...(isText(id) && isText(name) ? { resident: { id, name } } : {}),
    ...(isText(place) ? { place } : {}),
    checks: Array.isArray(checks) ? checks.filter(isText) : [],
  };
};
