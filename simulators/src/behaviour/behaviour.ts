import type { DeviceProfile, Instant } from '@varde/domain';
import type { Draw } from '../chance/draw.ts';

/** What a device says; the client gives it id, time and number. */
export type Said = {
  readonly kind: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** How long the dose's own window stays open: becomes `data.answerBy`, in real time at any speed. */
  readonly answerWithin?: number;
};

export type Battery = { readonly fullAt: Instant; readonly lifetime: number };

/** Something that will happen at the home, in simulated time. */
export type Plan<What extends string = string> = {
  readonly at: Instant;
  readonly what: What;
  /** Which dose, which hour: what the happening needs to know again. */
  readonly about?: number;
};

export type Outcome<What extends string = string> = {
  readonly says: readonly Said[];
  readonly plans: readonly Plan<What>[];
  readonly battery?: Battery;
};

export type Scene = { readonly draw: Draw; readonly profile: DeviceProfile; readonly battery: Battery | null };

/**
 * One side of a device's life: what it has ahead of it when the simulation begins, and what each happening leads
 * to. Pure but for `draw`. A device has every behaviour that suits its profile.
 */
export type Behaviour<What extends string = string> = {
  readonly name: string;
  suits(profile: DeviceProfile): boolean;
  begin(now: Instant, scene: Scene): readonly Plan<What>[];
  happen(plan: Plan<What>, scene: Scene): Outcome<What>;
};
