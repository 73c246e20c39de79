import type { Level } from './group-work.ts';

const BARS = [
  { x: 4, height: 6 },
  { x: 10, height: 11 },
  { x: 16, height: 16 },
] as const;

/** Three bars, as many filled as hangs on it. Ink, not colour: red and orange are the alarms'. */
export const LevelSign = ({ level }: { readonly level: Level }) => (
  <svg className="level-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    {BARS.map(({ x, height }, index) => (
      <rect key={x} x={x} y={20 - height} width="4" height={height} rx="1" data-on={index < level} />
    ))}
  </svg>
);
