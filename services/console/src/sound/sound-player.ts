import { createStore, type Store } from '../desk/store.ts';
import { BURSTS, type Pulse, type SoundPriority } from './pulse-pattern.ts';

/** IEC 60601-1-8 wants at least four harmonics near the fundamental: it carries in a noisy room and old ears. */
const HARMONICS = new Float32Array([0, 1, 0.7, 0.5, 0.4, 0.3]);
const LOUDNESS = 0.35;
const RISE_SECONDS = 0.02;

/** `blocked`: the browser wants a click or a key before it lets a page sound. */
type SoundState = { readonly state: 'blocked' | 'running' };

export type SoundPlayer = {
  readonly status: Store<SoundState>;
  /** Must be called from a click or a key. */
  unlock(): void;
  /** Sounds something: what rings, from its beginning, or else the low pattern once. Never two at a time. */
  test(): void;
  /** Repeats the pattern until told otherwise; undefined is silence. */
  ring(priority: SoundPriority | undefined): void;
};

export const createSoundPlayer = (): SoundPlayer => {
  const status = createStore<SoundState>({ state: 'blocked' });
  const context = new AudioContext();
  const wave = context.createPeriodicWave(new Float32Array(HARMONICS.length), HARMONICS);
  let ringing: SoundPriority | undefined;
  let repeat: ReturnType<typeof setTimeout> | undefined;
  let sounding: OscillatorNode[] = [];

  const noteState = () => status.set({ state: context.state === 'running' ? 'running' : 'blocked' });
  context.addEventListener('statechange', noteState);
  noteState();

  const sound = (pulse: Pulse, from: number): OscillatorNode => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const start = from + pulse.start;
    const end = start + pulse.length;
    tone.setPeriodicWave(wave);
    tone.frequency.value = pulse.pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + RISE_SECONDS);
    volume.gain.setValueAtTime(LOUDNESS, end - RISE_SECONDS);
    volume.gain.linearRampToValueAtTime(0, end);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(end);
    return tone;
  };

  const burst = (priority: SoundPriority) => {
    const from = context.currentTime + 0.05;
    sounding = BURSTS[priority].pulses.map((pulse) => sound(pulse, from));
  };
  const hush = () => {
    clearTimeout(repeat);
    for (const tone of sounding) tone.stop();
    sounding = [];
  };
  const keepRinging = (priority: SoundPriority) => {
    // A page that may not sound yet would pile its bursts up and let them all out at once.
    if (context.state === 'running') burst(priority);
    repeat = setTimeout(() => keepRinging(priority), BURSTS[priority].repeatAfter * 1_000);
  };

  const ringAnew = () => {
    hush();
    if (ringing !== undefined) keepRinging(ringing);
  };

  return {
    status,
    unlock: () => {
      if (context.state !== 'running') void context.resume().then(ringAnew);
    },
    test: () => {
      void context.resume().then(() => (ringing === undefined ? burst('low') : ringAnew()));
    },
    ring: (priority) => {
      if (priority === ringing) return;
      ringing = priority;
      ringAnew();
    },
  };
};
