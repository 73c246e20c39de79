import type { WorkView } from '@varde/contracts';

/** One stop of a day: an address, and all that is to be done there. */
export type Visit = {
  readonly key: string;
  readonly address: string | undefined;
  readonly areaId: string | undefined;
  readonly work: readonly WorkView[];
};

/** What has no address is a stop of its own. */
const stopOf = (work: WorkView): string =>
  work.address === undefined ? work.key : `${work.areaId ?? ''} ${work.address}`;

/** What I have taken, by address, in the order I have put it; what is new comes last. */
export const visitsOf = (work: readonly WorkView[], meId: string, order: readonly string[]): readonly Visit[] => {
  const stops = new Map<string, WorkView[]>();
  for (const one of work) {
    if (one.taken?.by.id !== meId) continue;
    stops.set(stopOf(one), [...(stops.get(stopOf(one)) ?? []), one]);
  }
  const place = (key: string): number => {
    const at = order.indexOf(key);
    return at === -1 ? order.length : at;
  };
  return [...stops]
    .map(([key, items]) => ({ key, address: items[0]?.address, areaId: items[0]?.areaId, work: items }))
    .toSorted((a, b) => place(a.key) - place(b.key));
};

/** The order with one stop a place up or down. */
export const moved = (order: readonly string[], key: string, step: 1 | -1): readonly string[] => {
  const from = order.indexOf(key);
  const to = from + step;
  if (from === -1 || to < 0 || to >= order.length) return order;
  return order.toSpliced(from, 1).toSpliced(to, 0, key);
};

/** For paper: the stops area by area, each area where one first comes to it. */
export const byArea = (
  visits: readonly Visit[],
): readonly { readonly areaId: string | undefined; readonly visits: readonly Visit[] }[] => {
  const areas = [...new Set(visits.map((visit) => visit.areaId))];
  return areas.map((areaId) => ({ areaId, visits: visits.filter((visit) => visit.areaId === areaId) }));
};

export const readOrder = (kept: unknown): readonly string[] =>
  Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
