import type { Colour } from '../colour.ts';

/** Wall-clock hours in Europe/Oslo, "HH:MM"; `from` after `to` passes midnight. `days` 1 Monday … 7 Sunday. */
export type Hours = { readonly from: string; readonly to: string; readonly days?: readonly number[] };

export type PlanRule = {
  readonly kinds: readonly string[];
  /** Without hours, the rule always holds. */
  readonly hours?: Hours;
  /** null records only, for a plan-driven kind; a rule never silences what raises by itself, fire or a person's call. */
  readonly colour: Colour | null;
};

export type PlanStep = { readonly text: string };

/** What the municipality has decided for one resident. */
export type ResponsePlan = {
  readonly residentId: string;
  readonly version: number;
  readonly rules: readonly PlanRule[];
  /** Doses of time-critical medicine: a missed one is orange. */
  readonly timeCriticalMedicine: boolean;
  /** What the operator does, in order. */
  readonly steps: readonly PlanStep[];
};
