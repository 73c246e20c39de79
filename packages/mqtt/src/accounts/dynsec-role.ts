import { accountTopics, SERVICE_READS, SERVICE_WRITES } from './account-topics.ts';
import type { BrokerAccount } from './broker-account.ts';

/** The words of Mosquitto's dynamic-security plugin, in its file and on its control topic alike. */
type DynsecAcl = {
  readonly acltype: 'publishClientSend' | 'publishClientReceive' | 'subscribeLiteral' | 'subscribePattern';
  readonly topic: string;
  readonly allow: true;
  readonly priority: 0;
};
export type DynsecRole = { readonly rolename: string; readonly acls: readonly DynsecAcl[] };

const allow = (acltype: DynsecAcl['acltype'], topic: string): DynsecAcl => ({
  acltype,
  topic,
  allow: true,
  priority: 0,
});

/** Rights a role, at about 140 bytes each: the command that makes it stays below the 64 KiB a packet may have. */
const RIGHTS_A_ROLE = 400;

/**
 * `%u` is not expanded by the plugin, so each account has roles of its own, named like it; one, unless it is a
 * gateway with many devices. The plugin writes its whole file at each command, so few large ones it is.
 */
export const accountRoles = ({ username, devices }: Pick<BrokerAccount, 'username' | 'devices'>): DynsecRole[] => {
  const { write, read } = accountTopics(devices);
  const acls = [
    ...write.map((topic) => allow('publishClientSend', topic)),
    ...read.flatMap((topic) => [allow('publishClientReceive', topic), allow('subscribeLiteral', topic)]),
  ];
  const count = Math.max(1, Math.ceil(acls.length / RIGHTS_A_ROLE));
  return Array.from({ length: count }, (_, at) => ({
    rolename: `account-${username}-${at}`,
    acls: acls.slice(at * RIGHTS_A_ROLE, (at + 1) * RIGHTS_A_ROLE),
  }));
};

export const SERVICE_ROLE: DynsecRole = {
  rolename: 'service',
  acls: [
    allow('publishClientReceive', SERVICE_READS),
    allow('subscribePattern', SERVICE_READS),
    allow('subscribePattern', `$share/+/${SERVICE_READS}`),
    ...SERVICE_WRITES.map((topic) => allow('publishClientSend', topic)),
  ],
};

const CONTROL = '$CONTROL/dynamic-security/#';

export const ADMIN_ROLE: DynsecRole = {
  rolename: 'admin',
  acls: [
    allow('publishClientSend', CONTROL),
    allow('publishClientReceive', CONTROL),
    allow('subscribePattern', CONTROL),
  ],
};
