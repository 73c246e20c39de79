import type { Draw } from '../draw.ts';

/** In the series 44, which no Norwegian operator has been given: it rings nowhere. */
export const inventedPhone = (draw: Draw): string => `+4744${String(draw.integer(0, 999_999)).padStart(6, '0')}`;
