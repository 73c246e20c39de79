import { useEffect } from 'react';
import { queueOf } from '../desk/desk-state.ts';
import { ringingPriority } from '../sound/ringing.ts';
import { useDeskParts, useDeskState, useMe, useSettings } from './desk-context.tsx';

/** Lets the page sound what rings, and starts the sound with the first click or key the browser asks for. */
export const useRinging = (): void => {
  const { sound } = useDeskParts();
  const me = useMe();
  const wanted = useSettings().sound;
  const priority = useDeskState((state) => ringingPriority(state.alarms.values(), state, { me, queue: queueOf(me) }));
  const sounding = wanted ? priority : undefined;

  useEffect(() => {
    sound.ring(sounding);
    return () => sound.ring(undefined);
  }, [sound, sounding]);

  useEffect(() => {
    const unlock = () => sound.unlock();
    document.addEventListener('pointerdown', unlock);
    document.addEventListener('keydown', unlock);
    return () => {
      document.removeEventListener('pointerdown', unlock);
      document.removeEventListener('keydown', unlock);
    };
  }, [sound]);
};
