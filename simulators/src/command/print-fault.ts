/** The same fault again is told once in so long. */
const QUIET_FOR = 30_000;

/** A broker that is away fails in every connection: each different fault is told once in a while. */
export const createFaultPrinter = (now: () => number): ((error: unknown) => void) => {
  const toldAt = new Map<string, number>();
  return (error) => {
    const message = error instanceof Error ? error.message || error.name : String(error);
    if (now() - (toldAt.get(message) ?? Number.NEGATIVE_INFINITY) < QUIET_FOR) return;
    if (toldAt.size > 100) toldAt.clear();
    toldAt.set(message, now());
    console.error(message);
  };
};
