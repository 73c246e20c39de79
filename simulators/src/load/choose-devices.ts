import { deviceProfile, profileAccepts } from '@varde/domain';
import type { Draw } from '../chance/draw.ts';
import type { Mix } from './mix.ts';

type Profiled = { readonly profile: string };

/** So many of all, evenly spread, so that each profile keeps its share. */
export const sampleEvenly = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_each, index) => {
    const share = Math.min(1, count / all.length);
    return Math.floor((index + 1) * share) > Math.floor(index * share);
  });

const sends = (kind: string) => {
  return ({ profile: id }: Profiled): boolean => {
    const profile = deviceProfile(id);
    return profile !== undefined && profileAccepts(profile, kind);
  };
};

/** Who may send each kind of the mix. Throws for a kind that nobody may. */
export const sendersByKind = <D extends Profiled>(
  devices: readonly D[],
  mix: Mix,
): ReadonlyMap<string, readonly D[]> => {
  const senders = new Map([...mix.keys()].map((kind) => [kind, devices.filter(sends(kind))]));
  const missing = [...senders].filter(([, able]) => able.length === 0).map(([kind]) => kind);
  if (missing.length > 0) throw new Error(`None of the devices sends ${missing.join(', ')}`);
  return senders;
};

export const RED_KIND = 'fire-alarm';

const shuffled = <T>(all: readonly T[], draw: Draw): T[] =>
  all
    .map((each) => ({ each, place: draw() }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);

export type Chosen<D> = {
  /** One for each red, in the order in which they burn. */
  readonly reds: readonly D[];
  /** Those that send the mix, anybody where it is empty: none of the reds, whose second fire would be no new alarm. */
  readonly others: readonly D[];
};

export type Choice = { readonly reds: number; readonly mix: Mix; readonly limit: number; readonly draw: Draw };

/** Throws when there are fewer devices than reds. */
export const chooseDevices = <D extends Profiled>(devices: readonly D[], choice: Choice): Chosen<D> => {
  const { reds, mix, limit, draw } = choice;
  const able = devices.filter(sends(RED_KIND));
  if (able.length < reds) {
    throw new Error(
      `${reds} reds need as many devices that send ${RED_KIND}, and ${able.length} are in service: ` +
        'lower --reds or --duration, or register more',
    );
  }
  const burning = shuffled(able, draw).slice(0, reds);
  const taken = new Set(burning);
  const kinds = [...mix.keys()];
  const fits = (each: D): boolean => kinds.length === 0 || kinds.some((kind) => sends(kind)(each));
  const others = devices.filter((each) => !taken.has(each) && fits(each));
  return { reds: burning, others: sampleEvenly(others, limit) };
};
