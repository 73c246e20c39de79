/** Why somebody is called when the power is gone, the weightiest first. */
export const CALL_REASONS = [
  'oxygen', // breathes by what may stand in a socket
  'life-critical-device', // what calls for help for them runs on its battery
  'mobility',
  'dementia',
  'medicine', // the dispenser stands still
  'hearing',
  'sight',
  'speech',
  'alone',
  'age',
] as const;
export type CallReason = (typeof CALL_REASONS)[number];

/**
 * How much each weighs: sums are compared, so that several lesser ones pass one greater, and oxygen passes all.
 * Assumed: no Norwegian guideline ranks them; what the health service's contingency plans list is all here.
 */
const WEIGHTS: Readonly<Record<CallReason, number>> = {
  oxygen: 200,
  'life-critical-device': 20,
  mobility: 20,
  dementia: 20,
  medicine: 15,
  hearing: 10,
  sight: 10,
  speech: 10,
  alone: 10,
  age: 5,
};

/** From this age on age itself is a reason. */
const OLD = 80;

/** A resident of a home whose power is gone, as far as it matters here. */
export type HitResident = {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly string[];
  readonly hazards: readonly string[];
  readonly age: number | null;
  readonly alone: boolean;
  /** Profiles of the home's devices that have lost their mains. */
  readonly lifeCritical: boolean;
  readonly dispenser: boolean;
};

export const callReasons = (resident: HitResident): readonly CallReason[] => {
  const { needs, hazards, age, alone, lifeCritical, dispenser } = resident;
  const holds: Readonly<Record<CallReason, boolean>> = {
    oxygen: needs.includes('oxygen') || hazards.includes('oxygen'),
    'life-critical-device': lifeCritical,
    mobility: needs.includes('mobility'),
    dementia: needs.includes('dementia'),
    medicine: dispenser,
    hearing: needs.includes('hearing'),
    sight: needs.includes('sight'),
    speech: needs.includes('speech'),
    alone,
    age: age !== null && age >= OLD,
  };
  return CALL_REASONS.filter((reason) => holds[reason]);
};

const weightOf = (reasons: readonly CallReason[]): number => reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0);

/** Whom to call, the most vulnerable first; who has no reason is left out. The same facts give the same order. */
export const orderCallList = <R extends HitResident>(
  residents: readonly R[],
): readonly { readonly resident: R; readonly reasons: readonly CallReason[] }[] =>
  residents
    .map((resident) => ({ resident, reasons: callReasons(resident) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(
      (a, b) =>
        weightOf(b.reasons) - weightOf(a.reasons) ||
        (b.resident.age ?? 0) - (a.resident.age ?? 0) ||
        (a.resident.id < b.resident.id ? -1 : 1),
    );
