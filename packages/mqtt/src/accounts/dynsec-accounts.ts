import { randomUUID } from 'node:crypto';
import { connectMqtt, type Packet } from '../connection.ts';
import { MqttError } from '../mqtt-error.ts';
import { within } from '../within.ts';
import type { BrokerAccounts, Credential } from './broker-account.ts';
import { accountRole } from './dynsec-role.ts';

export type DynsecOptions = Credential & {
  readonly url: string;
  readonly clientId: string;
  readonly onError?: (error: Error) => void;
};

type Command = { readonly command: string } & Readonly<Record<string, unknown>>;
type Answer = { readonly command?: string; readonly error?: string; readonly correlationData?: string };

const CONTROL = '$CONTROL/dynamic-security/v1';
const ANSWER_LIMIT = 5_000;
/** Rights a message, at about 150 bytes each: below the 64 KiB a packet may have. */
const RIGHTS_A_MESSAGE = 250;

/** Taking away what is not there is no fault: each change begins by clearing the ground. */
const isFault = ({ command, error }: Answer): boolean =>
  error !== undefined && !(command?.startsWith('delete') && /not found/i.test(error));

const removal = (username: string): Command[] => [
  { command: 'deleteClient', username },
  { command: 'deleteRole', rolename: accountRole({ username, devices: [] }).rolename },
];

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

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
  const send = async (commands: readonly Command[]): Promise<void> => {
    const id = randomUUID();
    const answered = new Promise<readonly Answer[]>((resolve) => waiting.set(id, resolve));
    try {
      const body = { commands: commands.map((command) => ({ ...command, correlationData: id })) };
      await connection.publish(CONTROL, JSON.stringify(body), 1, ANSWER_LIMIT);
      const answers = await within(ANSWER_LIMIT, 'The broker’s answer about an account', answered);
      const fault = answers.find(isFault);
      if (fault === undefined) return;
      throw new MqttError('mqtt-account-refused', `The broker refuses ${fault.command}: ${fault.error}.`);
    } finally {
      waiting.delete(id);
    }
  };

  return {
    put: async ({ username, password, devices }) => {
      const { rolename, acls } = accountRole({ username, devices });
      const [first = [], ...rest] = chunks(acls, RIGHTS_A_MESSAGE);
      await send([...removal(username), { command: 'createRole', rolename, acls: first }]);
      for (const rights of rest) await send(rights.map((acl) => ({ command: 'addRoleACL', rolename, ...acl })));
      // Last, so that nobody signs in with half of the rights.
      await send([{ command: 'createClient', username, password, roles: [{ rolename }] }]);
    },
    revoke: (username) => send(removal(username)),
    close: () => connection.close(),
  };
};
