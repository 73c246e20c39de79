import type { MeView } from '@varde/contracts';
import { createContext, use, useSyncExternalStore } from 'react';
import type { Clock } from '../desk/clock.ts';
import type { Desk } from '../desk/create-desk.ts';
import type { DeskState } from '../desk/desk-state.ts';
import type { Store } from '../desk/store.ts';
import type { Settings } from '../settings/settings.ts';
import type { SoundPlayer } from '../sound/sound-player.ts';

/** What every page stands on, whoever it is for. */
export type PageParts = {
  readonly clock: Clock;
  readonly settings: Store<Settings>;
};

export const PageContext = createContext<PageParts | undefined>(undefined);

export const usePageParts = (): PageParts => {
  const parts = use(PageContext);
  if (parts === undefined) throw new Error('A part of a page stands outside PageContext');
  return parts;
};

type DeskParts = PageParts & {
  readonly desk: Desk;
  readonly sound: SoundPlayer;
};

export const DeskContext = createContext<DeskParts | undefined>(undefined);

export const useDeskParts = (): DeskParts => {
  const parts = use(DeskContext);
  if (parts === undefined) throw new Error('A part of the desk stands outside DeskContext');
  return parts;
};

export const useDesk = (): Desk => useDeskParts().desk;

/** `pick` must give the same value for the same state. */
export const useDeskState = <T,>(pick: (state: DeskState) => T): T => {
  const { state } = useDesk();
  return useSyncExternalStore(state.subscribe, () => pick(state.get()));
};

/** Re-renders once a second. */
export const useSecond = (): number => {
  const { clock } = usePageParts();
  return useSyncExternalStore(clock.subscribe, clock.second);
};

export const useSettings = (): Settings => {
  const { settings } = usePageParts();
  return useSyncExternalStore(settings.subscribe, settings.get);
};

export const useSoundRunning = (): boolean => {
  const { sound } = useDeskParts();
  return useSyncExternalStore(sound.status.subscribe, () => sound.status.get().state === 'running');
};

/** Only below the sign-in page, where somebody is signed in. */
export const useMe = (): MeView => {
  const session = useDeskState((state) => state.session);
  if (session.kind !== 'signed-in') throw new Error('Nobody is signed in here');
  return session.me;
};
