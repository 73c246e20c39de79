import { type Running, repeat } from '@varde/runtime';
import { createBatteryWatch } from './watch-batteries.ts';
import { createDecisionWatch } from './watch-decisions.ts';
import { createOutageWatch } from './watch-outages.ts';
import { createPowerCutWatch } from './watch-power-cuts.ts';
import { createSilenceWatch, type SilenceWatching } from './watch-silence.ts';
import { createUndecidedWatch } from './watch-undecided.ts';
import { createUnmendedWatch } from './watch-unmended.ts';

/** Milliseconds between two looks. */
const POWER_CUTS = 2_000;
const OUTAGES = 5_000;
const DECISIONS = 2_000;
const BATTERIES = 1_000;
const UNMENDED = 30_000;
const UNDECIDED = 1_000;
/** A page of the registry at each look. */
const SILENCE = 250;

/**
 * What nobody's message tells: that many are one, that a device has fallen silent, that we have not been
 * listening, that a decision has run out, that nobody mends anything before morning.
 */
export const startWatches = (watching: SilenceWatching, onError: (error: unknown) => void): Running => {
  const watches = [
    repeat({ pause: POWER_CUTS, run: createPowerCutWatch(watching), onError }),
    repeat({ pause: BATTERIES, run: createBatteryWatch(watching), onError }),
    repeat({ pause: UNDECIDED, run: createUndecidedWatch(watching), onError }),
    repeat({ pause: DECISIONS, run: createDecisionWatch(watching), onError }),
    repeat({ pause: UNMENDED, run: createUnmendedWatch(watching), onError }),
    repeat({ pause: OUTAGES, run: createOutageWatch(watching), onError }),
    repeat({ pause: SILENCE, run: createSilenceWatch(watching), onError }),
  ];
  return {
    close: async () => {
      await Promise.all(watches.map((watch) => watch.close()));
    },
  };
};
