import { randomBytes } from 'node:crypto';
import { type BrokerAccount, type BrokerAccounts, type Credential, hashPassword } from '@varde/mqtt';
import { type Database, saveAccount, type Tx } from '@varde/postgres';
import type { Log } from '@varde/runtime';
import { ApiProblem } from '../problem/api-problem.ts';

/**
 * A new password waits for the broker inside its transaction. This many may wait at a time, so that a broker that
 * does not answer holds a few connections of the pool and never the operators'.
 */
const AT_ONCE = 4;
const WAITING = 1_000;
/** Above the limits of the broker's own steps: only what hangs altogether is given up here. */
const BROKER_LIMIT_MS = 30_000;

const unavailable = (detail?: string): ApiProblem =>
  new ApiProblem(503, 'broker-unavailable', 'The broker does not answer.', detail === undefined ? {} : { detail });

const withLimit = async (work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the broker took too long')), BROKER_LIMIT_MS);
  });
  await Promise.race([work, limit]).finally(() => clearTimeout(timer));
};

const createTurns = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING) throw unavailable();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};

export type BrokerDesk = {
  /**
   * `write` and the account's new password, or neither: the rows are written, the broker is told, then it is
   * committed. A commit that fails after that leaves the broker with a password that nobody was ever told. null:
   * `write` had nothing to give an account to. `otherwise`: what a 503 says of how things are now.
   */
  issue<T>(
    write: (tx: Tx) => Promise<Issue<T> | null>,
    otherwise: string,
  ): Promise<{ credential: Credential; value: T } | null>;
  /**
   * After the account's revocation is committed. 503 when the broker cannot be told: the row says revoked, and
   * asking again tells the broker again.
   */
  throwOut(username: string): Promise<void>;
};

type Issue<T> = { readonly account: BrokerAccount; readonly municipalityId: string; readonly value: T };

export const createBrokerDesk = (db: Database, broker: BrokerAccounts, log: Log): BrokerDesk => {
  const inTurn = createTurns();

  const tell = async (work: Promise<void>, detail: string): Promise<void> => {
    await withLimit(work).catch((error: unknown) => {
      log.warn({ err: error }, 'broker not told of an account');
      throw unavailable(detail);
    });
  };

  return {
    issue: (write, otherwise) =>
      inTurn(async () => {
        const password = randomBytes(24).toString('base64url');
        const secret = await hashPassword(password);
        return db.transaction().execute(async (tx) => {
          const issue = await write(tx);
          if (issue === null) return null;
          const { account, municipalityId, value } = issue;
          await saveAccount(tx, municipalityId, { ...account, ...secret });
          const credential = { username: account.username, password };
          await tell(broker.put({ ...account, password }), otherwise);
          return { credential, value };
        });
      }),
    throwOut: (username) => tell(broker.revoke(username), 'It is revoked here; ask again to throw it out there.'),
  };
};
