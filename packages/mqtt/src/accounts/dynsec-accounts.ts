import { randomUUID } from 'node:crypto';
import { connectMqtt, type Packet } from '../connection.ts';
import { MqttError } from '../mqtt-error.ts';
import { within } from '../within.ts';
import type { BrokerAccounts, Credential } from './broker-account.ts';
import { accountRoles, type DynsecRole } from './dynsec-role.ts';

export type DynsecOptions = Credential & {
  readonly url: string;
  readonly clientId: string;
  readonly onError?: (error: Error) => void;
};

type Command = { readonly command: string } & Readonly<Record<string, unknown>>;
type Answer = {
  readonly command?: string;
  readonly error?: string;
  readonly correlationData?: string;
  readonly data?: { readonly client?: { readonly roles?: readonly Pick<DynsecRole, 'rolename'>[] } };
};

const CONTROL = '$CONTROL/dynamic-security/v1';
const ANSWER_LIMIT = 5_000;

/** Asking for or taking away what is not there is no fault: each change begins by clearing the ground. */
const isFault = ({ command, error }: Answer): boolean =>
  error !== undefined && !(/^(get|delete)/.test(command ?? '') && /not found/i.test(error));

/**
 * Speaks to Mosquitto's dynamic-security plugin. An account is taken away and made anew rather than changed, which
 * also throws out whoever is connected with the old password.
 */
export const createDynsecAccounts = async (options: DynsecOptions): Promise<BrokerAccounts> => {
  const connection = await connectMqtt(options);
  const waiting = new Map<string, (answers: readonly Answer[]) => void>();
  const receive = ({ payload }: Packet): void => {
    const { responses } = JSON.parse(payload.toString()) as { responses: readonly Answer[] };
    const id = responses[0]?.correlationData;
    if (id !== undefined) waiting.get(id)?.(responses);
  };
  await connection.subscribe([`${CONTROL}/response`], 1, receive);

  /** The commands of one message are carried out together, before the broker does anything else. */
  const send = async (commands: readonly Command[]): Promise<readonly Answer[]> => {
    const id = randomUUID();
    const answered = new Promise<readonly Answer[]>((resolve) => waiting.set(id, resolve));
    try {
      const body = { commands: commands.map((command) => ({ ...command, correlationData: id })) };
      await connection.publish(CONTROL, JSON.stringify(body), 1, ANSWER_LIMIT);
      const answers = await within(ANSWER_LIMIT, 'The broker’s answer about an account', answered);
      const fault = answers.find(isFault);
      if (fault === undefined) return answers;
      throw new MqttError('mqtt-account-refused', `The broker refuses ${fault.command}: ${fault.error}.`);
    } finally {
      waiting.delete(id);
    }
  };

  const revoke = async (username: string): Promise<void> => {
    const [answer] = await send([{ command: 'getClient', username }]);
    const roles = answer?.data?.client?.roles ?? [];
    const removals = roles.map(({ rolename }) => ({ command: 'deleteRole', rolename }));
    await send([{ command: 'deleteClient', username }, ...removals]);
  };

  return {
    put: async (account) => {
      const { username, password } = account;
      await revoke(username);
      const roles = accountRoles(account);
      for (const { rolename, acls } of roles) {
        await send([
          { command: 'deleteRole', rolename },
          { command: 'createRole', rolename, acls },
        ]);
      }
      // Last, so that nobody signs in with half of the rights.
      const names = roles.map(({ rolename }) => ({ rolename }));
      await send([{ command: 'createClient', username, password, roles: names }]);
    },
    revoke,
    close: () => connection.close(),
  };
};
