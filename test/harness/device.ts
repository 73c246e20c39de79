import { randomUUID } from 'node:crypto';
import { type DeviceMessage, deviceTopic, type Receipt, receiptFilter } from '@varde/contracts';
import mqtt from 'mqtt';
import type { ApiClient } from './api.ts';
import { eventually } from './eventually.ts';

export type Credential = { readonly username: string; readonly password: string };

/** A device at the broker, signed in with its own account. */
export type TestDevice = {
  readonly id: string;
  readonly credential: Credential;
  readonly client: mqtt.MqttClient;
  readonly receipts: Receipt[];
  /** Publishes one message and resolves at its PUBACK; gives the message as sent. */
  send(kind: string, fields?: Partial<DeviceMessage> & { channel?: 'alarm' | 'event' }): Promise<DeviceMessage>;
  sendRaw(channel: 'alarm' | 'event' | 'status', payload: string | Buffer, retain?: boolean): Promise<void>;
  receipt(state: Receipt['state'], id?: string | null, limit?: number): Promise<Receipt>;
  disconnect(): Promise<void>;
};

export const connectDevice = async (mqttUrl: string, id: string, credential: Credential): Promise<TestDevice> => {
  const client = await mqtt.connectAsync(mqttUrl, {
    ...credential,
    clientId: `device-${id}-${randomUUID().slice(0, 8)}`,
    protocolVersion: 4,
    reconnectPeriod: 250,
    connectTimeout: 5_000,
  });
  const receipts: Receipt[] = [];
  client.on('message', (_topic, payload) => receipts.push(JSON.parse(payload.toString()) as Receipt));
  await client.subscribeAsync(receiptFilter(id), { qos: 1 });
  const sendRaw = async (channel: 'alarm' | 'event' | 'status', payload: string | Buffer, retain = false) => {
    await client.publishAsync(deviceTopic(id, channel), payload, { qos: 1, retain });
  };
  return {
    id,
    credential,
    client,
    receipts,
    sendRaw,
    send: async (kind, fields = {}) => {
      const { channel = 'alarm', ...rest } = fields;
      const message: DeviceMessage = { id: randomUUID(), kind, at: new Date().toISOString(), ...rest };
      await sendRaw(channel, JSON.stringify(message));
      return message;
    },
    receipt: (state, receiptId, limit) =>
      eventually(
        `receipt ${state}`,
        () => receipts.find((r) => r.state === state && (receiptId === undefined || r.id === receiptId)),
        limit,
      ),
    disconnect: () => client.endAsync(true),
  };
};

export type Registered = { readonly device: { id: string }; readonly credential: Credential };

/** Registers over HTTP as a technician does. */
export const registerDevice = async (
  technician: ApiClient,
  profile: string,
  residentId?: string,
  serial = `TEST-${randomUUID().slice(0, 12)}`,
): Promise<Registered> => {
  const { status, body } = await technician.post<Registered>('/api/devices', {
    profile,
    serial,
    place: 'Bad',
    ...(residentId === undefined ? {} : { residentId }),
  });
  if (status !== 201) throw new Error(`registering answered ${status}: ${JSON.stringify(body)}`);
  return body;
};
