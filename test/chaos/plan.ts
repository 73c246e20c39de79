/** How hard and how long; milliseconds and rates a second. */
export type Plan = {
  readonly rate: number;
  readonly reds: number;
  /** Devices that send the mix, beside those that burn. */
  readonly devices: number;
  readonly operators: number;
  /** Before each fault, and the last of it with the event lane's triage paused: its backlog. */
  readonly calm: number;
  readonly backlog: number;
  /** How long a fault stands. */
  readonly fault: number;
  /** The load goes on for so long after it is mended. */
  readonly after: number;
  /** By when all must have settled once the load is over. */
  readonly settle: number;
  /** Devices that sign in again at once, where that is the fault. */
  readonly crowd: number;
};

export const LONG: Plan = {
  rate: 2_000,
  reds: 4,
  devices: 1_000,
  operators: 6,
  calm: 8_000,
  backlog: 5_000,
  fault: 15_000,
  after: 10_000,
  settle: 120_000,
  crowd: 500,
};

/** For CI: two cores, four minutes in all. */
export const SHORT: Plan = {
  rate: 250,
  reds: 4,
  devices: 120,
  operators: 4,
  calm: 2_500,
  backlog: 1_500,
  fault: 3_500,
  after: 3_000,
  settle: 60_000,
  crowd: 60,
};

/** So many different devices burn in one trial. */
export const burning = ({ reds, calm, fault, after }: Plan): number =>
  Math.ceil((reds * (calm + fault + after)) / 1_000);
