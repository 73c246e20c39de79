/** Closed formulas for exponential arrivals and service times; what the simulation must agree with where they hold. */

/** One class of callers: how many a second, and how fast its priority grows (only in `accumulatingWaits`). */
export type CallerClass = { readonly rate: number; readonly growth: number };

/** Erlang's C formula: the chance that all `servers` are busy, with `load` = arrivals a second × mean service time. */
export const erlangC = (servers: number, load: number): number => {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < servers; n += 1) {
    term *= load / n;
    sum += term;
  }
  const waiting = ((term * load) / servers) * (servers / (servers - load));
  return waiting / (sum + waiting);
};

/** Mean wait when all are busy and nobody is ahead: what every formula below begins with. */
const firstWait = (servers: number, service: number, rate: number): number =>
  (erlangC(servers, rate * service) * service) / servers;

/** Mean wait of M/M/c, first come first served, seconds. */
export const meanWait = (servers: number, service: number, rate: number): number =>
  firstWait(servers, service, rate) / (1 - (rate * service) / servers);

const total = (rates: readonly number[]): number => rates.reduce((sum, rate) => sum + rate, 0);

/** Mean wait by class in M/M/c with strict classes, no pre-emption, the first the most urgent (Cobham 1954). */
export const strictWaits = (servers: number, service: number, rates: readonly number[]): number[] => {
  const busy = rates.map((_rate, index) => (total(rates.slice(0, index + 1)) * service) / servers);
  const first = firstWait(servers, service, total(rates));
  return busy.map((share, index) => first / ((1 - (busy[index - 1] ?? 0)) * (1 - share)));
};

/**
 * Mean wait by class where priority grows with the wait, each class at its own speed (Kleinrock 1964, delay-dependent
 * priorities). The first class grows fastest.
 */
export const accumulatingWaits = (servers: number, service: number, classes: readonly CallerClass[]): number[] => {
  const rates = classes.map(({ rate }) => rate);
  const share = (index: number): number => ((rates[index] ?? 0) * service) / servers;
  const growth = (index: number): number => classes[index]?.growth ?? 0;
  const all = firstWait(servers, service, total(rates)) / (1 - (total(rates) * service) / servers);
  const waits: number[] = [];
  for (let own = classes.length - 1; own >= 0; own -= 1) {
    let above = 0;
    let below = 0;
    for (let other = 0; other < own; other += 1) above += share(other) * (1 - growth(own) / growth(other));
    for (let other = own + 1; other < classes.length; other += 1) {
      below += share(other) * (waits[other] ?? 0) * (1 - growth(other) / growth(own));
    }
    waits[own] = (all - below) / (1 - above);
  }
  return waits;
};
