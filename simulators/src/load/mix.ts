import { eventKind } from '@varde/domain';

/** How much of the load each kind is; weights, not shares. */
export type Mix = ReadonlyMap<string, number>;

/** Named mixes; `day` has the proportions of a simulated day, with the calls made a little commoner. */
export const MIXES: Readonly<Record<string, string>> = {
  day: 'door-opened=40,door-closed=40,bed-left=5,bed-entered=5,dose-waiting=4,dose-dispensed=4,alarm-button-pressed=1.5,fall-detected=0.4,fire-alarm=0.1',
  routine: 'door-opened=45,door-closed=45,bed-left=5,bed-entered=5',
  calls: 'alarm-button-pressed=80,fall-detected=15,fire-alarm=5',
};

export type MixFault = { readonly fault: string };

/** Reads a mix's name, or `kind=weight,kind=weight`. */
export const readMix = (text: string): Mix | MixFault => {
  const mix = new Map<string, number>();
  for (const part of (MIXES[text] ?? text).split(',')) {
    const [kind = '', weight = '1'] = part.trim().split('=');
    const entry = eventKind(kind);
    if (entry === undefined || entry.raisedBy === 'service') return { fault: `no device sends ${kind}` };
    const value = Number(weight);
    if (!Number.isFinite(value) || value <= 0) return { fault: `${kind} needs a weight above zero` };
    mix.set(kind, (mix.get(kind) ?? 0) + value);
  }
  return mix;
};
