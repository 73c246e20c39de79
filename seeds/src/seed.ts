import type { AnswerTargets, DeviceFunction, Instant, ResponsePlan, Role } from '@varde/domain';

export type SeedArea = { readonly id: string; readonly name: string; readonly island: boolean };

export type SeedUnit = {
  readonly id: string;
  /** null: serves the whole municipality. */
  readonly areaId: string | null;
  readonly kind: string;
  readonly name: string;
};

export type SeedStaff = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly unitId: string;
};

export type SeedHome = {
  readonly id: string;
  readonly areaId: string;
  readonly street: string;
  readonly houseNumber: string;
  readonly entrance: string | null;
  readonly floor: string | null;
  /** Bruksenhetsnummer, e.g. H0201. */
  readonly unitNumber: string | null;
  readonly postalCode: string;
  readonly city: string;
  readonly keyBox: string | null;
  readonly accessNote: string | null;
};

export type SeedResident = {
  readonly id: string;
  readonly homeId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nationalId: string;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly phone: string | null;
  readonly needs: readonly string[];
  readonly hazards: readonly string[];
};

export type SeedNextOfKin = {
  readonly id: string;
  readonly residentId: string;
  /** From 1, in the order they are to be rung. */
  readonly position: number;
  readonly name: string;
  readonly relation: string;
  readonly phone: string;
  readonly hasKey: boolean;
};

export type SeedResponsePlan = ResponsePlan & { readonly id: string; readonly approvedAt: Instant };

export type SeedDevice = {
  readonly id: string;
  readonly profile: string;
  readonly serial: string;
  /** null: in stock. */
  readonly homeId: string | null;
  /** null: in stock, or shared by all of the home. */
  readonly residentId: string | null;
  readonly place: string | null;
};

/** Its days are counted from when the seed is loaded: two months ago, to be looked at anew in ten. */
export type SeedDecision = {
  readonly id: string;
  readonly number: string;
  readonly residentId: string;
  /** false: by pbrl § 4-6 a. */
  readonly consented: boolean;
  readonly functions: readonly DeviceFunction[];
  /** Device profiles. */
  readonly orders: readonly string[];
};

/** One municipality as it stands before its first alarm. */
export type Seed = {
  readonly municipality: { readonly id: string; readonly name: string; readonly answerTargets: AnswerTargets };
  readonly areas: readonly SeedArea[];
  readonly units: readonly SeedUnit[];
  readonly staff: readonly SeedStaff[];
  readonly homes: readonly SeedHome[];
  readonly residents: readonly SeedResident[];
  readonly nextOfKin: readonly SeedNextOfKin[];
  readonly responsePlans: readonly SeedResponsePlan[];
  readonly devices: readonly SeedDevice[];
  readonly decisions: readonly SeedDecision[];
};
