import { between, type Draw, happens } from '../chance/draw.ts';

/** Milliseconds from the cut. */
export type Report<D> = { readonly after: number; readonly client: D; readonly kind: 'mains-lost' | 'mains-restored' };

export type PowerCut = {
  /** Everybody has noticed within so long. */
  readonly within: number;
  /** When power comes back; undefined: not in this storm. */
  readonly backAfter?: number;
};

/** Most notice in the first seconds, the rest trickle in (assumed: three of four in the first tenth). */
const noticedAfter = (within: number, draw: Draw): number =>
  happens(draw, 0.75) ? between(draw, 0, within / 10) : between(draw, within / 10, within);

/** Who says what, and when, when the power goes in a place; in order. */
export const planPowerCut = <D>(clients: readonly D[], { within, backAfter }: PowerCut, draw: Draw): Report<D>[] =>
  clients
    .flatMap((client): Report<D>[] => {
      const lost: Report<D> = { after: noticedAfter(within, draw), client, kind: 'mains-lost' };
      if (backAfter === undefined) return [lost];
      return [
        lost,
        { after: Math.max(backAfter, lost.after) + noticedAfter(within, draw), client, kind: 'mains-restored' },
      ];
    })
    .sort((a, b) => a.after - b.after);
