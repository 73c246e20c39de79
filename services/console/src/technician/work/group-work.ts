import type { WorkView } from '@varde/contracts';
import { WORK_KINDS, type WorkKind } from '@varde/domain';
import type { Entry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';

export const LEVELS = [3, 2, 1] as const;
export type Level = (typeof LEVELS)[number];

const levelOf = (work: Pick<WorkView, 'consequence'>): Level =>
  work.consequence >= 3 ? 3 : work.consequence === 2 ? 2 : 1;

export type WorkFilter = { readonly area?: string; readonly kind?: WorkKind };

export const filterWork = (work: readonly WorkView[], { area, kind }: WorkFilter): readonly WorkView[] =>
  work.filter((one) => (area === undefined || one.areaId === area) && (kind === undefined || one.kind === kind));

/** By what hangs on it, most first; within a level in the order they came. */
export const byLevel = (work: readonly WorkView[]): readonly { readonly level: Level; readonly work: WorkView[] }[] =>
  LEVELS.map((level) => ({ level, work: work.filter((one) => levelOf(one) === level) })).filter(
    (group) => group.work.length > 0,
  );

export type AreaCount = { readonly id: string; readonly levels: Readonly<Record<Level, number>>; readonly all: number };

/** How much there is in each area, for the map. */
export const countByArea = (work: readonly WorkView[]): ReadonlyMap<string, AreaCount> => {
  const counts = new Map<string, AreaCount>();
  for (const one of work) {
    const id = one.areaId ?? '';
    const { levels, all } = counts.get(id) ?? { levels: { 3: 0, 2: 0, 1: 0 }, all: 0 };
    const level = levelOf(one);
    counts.set(id, { id, levels: { ...levels, [level]: levels[level] + 1 }, all: all + 1 });
  }
  return counts;
};

/** The kinds there are any of, in their own order. */
export const kindsIn = (work: readonly WorkView[]): readonly WorkKind[] =>
  WORK_KINDS.filter((kind) => work.some((one) => one.kind === kind));

const withEntry = (work: WorkView, entry: Entry, me: { readonly id: string; readonly name: string }): WorkView => {
  const at = new Date(entry.at).toISOString();
  switch (entry.kind) {
    case 'take':
      return { ...work, taken: { by: me, at } };
    case 'release': {
      const { taken: _, ...free } = work;
      return free;
    }
    case 'comment':
      return { ...work, comment: { text: String(entry.body['text'] ?? ''), by: me, at, stale: false } };
    default:
      return work;
  }
};

/** The list as it will be when all that is on its way has come: a tap is seen at once, with contact or without. */
export const withOutbox = (
  work: readonly WorkView[],
  outbox: Outbox,
  me: { readonly id: string; readonly name: string },
): readonly WorkView[] => {
  const mine = outbox.filter((entry) => entry.by === me.id && entry.refused === undefined);
  if (mine.length === 0) return work;
  return work.map((one) =>
    mine.filter((entry) => entry.subject === one.key).reduce((now, entry) => withEntry(now, entry, me), one),
  );
};
