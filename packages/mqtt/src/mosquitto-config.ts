import { PACKET_LIMIT } from './packet-limit.ts';

export type MosquittoConfigOptions = {
  readonly port: number;
  /** Default loopback; a container listens on all of its own addresses. */
  readonly host?: string;
  /** Where the session store is kept; the process must be able to write there. */
  readonly dataDir: string;
  /** mosquitto_dynamic_security.so */
  readonly pluginPath: string;
  /** Written by `writeDynsecFile`. */
  readonly dynsecFile: string;
  /** Whom mosquitto becomes when started as root. Default: the one Debian makes, `mosquitto`. */
  readonly user?: string;
};

const QUEUED_BYTES_A_CLIENT = 256 * 1024 * 1024;

/** mosquitto.conf for one broker whose accounts live in the dynamic-security plugin. */
export const mosquittoConfig = (options: MosquittoConfigOptions): string =>
  [
    ...(options.user === undefined ? [] : [`user ${options.user}`]),
    `listener ${options.port} ${options.host ?? '127.0.0.1'}`,
    'allow_anonymous false',
    `plugin ${options.pluginPath}`,
    `plugin_opt_config_file ${options.dynsecFile}`,
    // Every second, not at each change: that costs a sync to the disk a message and holds the broker at a thousand
    // a second. What a killed broker forgets, the devices send again: they have no receipt for it.
    'persistence true',
    `persistence_location ${options.dataDir}/`,
    'autosave_interval 1',
    'autosave_on_changes false',
    'persistent_client_expiration 14d',
    // The default drops the newest of more than 1 000 messages for a service that is away; bytes are the bound here.
    // Not 0 (no limit): with that, 2.0 throws a client out for each message it may not write, a whole gateway for one
    // device that is no longer its own.
    'max_queued_messages 10000000',
    `max_queued_bytes ${QUEUED_BYTES_A_CLIENT}`,
    'max_inflight_messages 100',
    `message_size_limit ${PACKET_LIMIT}`,
    `max_packet_size ${PACKET_LIMIT}`,
    'set_tcp_nodelay true',
    // Whoever starts it keeps what it says, and keeps it short.
    'log_dest stdout',
    'log_type error',
    'log_type warning',
    'log_type notice',
    '',
  ].join('\n');
