/** Milliseconds since 1970-01-01T00:00Z. Deadlines are instants; wall-clock rules go through `local-time.ts`. */
export type Instant = number;

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 60_000;
