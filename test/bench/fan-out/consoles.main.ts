import { type ClientRequest, get } from 'node:http';
import { readOptions, serveParent } from '../peers/processes/parent.ts';
import { stamp } from '../receivers/run-receiver.ts';

export type ConsoleOptions = {
  readonly api: string;
  /** One console each. */
  readonly tokens: readonly string[];
  /** Connections cut each second, each console's turn after the other's. */
  readonly cuts: number;
};

/** All of epoch milliseconds. */
export type ConsoleReport = {
  /** When the first `alarm` of each device's fire arrived. */
  readonly fires: Readonly<Record<string, number>>;
  /** Spans in which it was not connected. */
  readonly away: readonly (readonly [from: number, until: number])[];
  /** It was told to load afresh. */
  readonly resets: number;
};

type Console = {
  readonly token: string;
  readonly fires: Map<string, number>;
  readonly away: [number, number][];
  resets: number;
  cursor: string | null;
  request: ClientRequest | null;
};

/** As the stream itself asks: `retry: 1000`. */
const RETRY_AFTER = 1_000;
const DEVICE = '"device":{"id":"';
const UUID_LENGTH = 36;

const { api, tokens, cuts } = readOptions<ConsoleOptions>();
let closing = false;

const take = (each: Console, block: string, at: number): void => {
  each.cursor = /^id: (.+)$/m.exec(block)?.[1] ?? each.cursor;
  if (block.includes('event: reset')) each.resets += 1;
  // Read as text: parsing it for every console would measure this process.
  if (!block.includes('event: alarm') || !block.includes('"kind":"fire-alarm"')) return;
  const from = block.indexOf(DEVICE) + DEVICE.length;
  const deviceId = block.slice(from, from + UUID_LENGTH);
  if (!each.fires.has(deviceId)) each.fires.set(deviceId, at);
};

/** Resolves when the stream greets for the first time, and comes back with its cursor whenever it is lost. */
const open = (each: Console): Promise<void> =>
  new Promise((resolve) => {
    let since: number | null = null;
    const connect = (): void => {
      const headers = { authorization: `Bearer ${each.token}`, accept: 'text/event-stream' };
      const resume = each.cursor === null ? {} : { 'last-event-id': each.cursor };
      const request = get(`${api}/api/stream`, { headers: { ...headers, ...resume }, agent: false }, (response) => {
        let rest = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const at = stamp();
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop() ?? '';
          for (const block of blocks) take(each, block, at);
          if (response.statusCode !== 200 || each.cursor === null) return;
          if (since !== null) each.away.push([since, at]);
          since = null;
          resolve();
        });
        response.on('error', () => undefined);
      });
      each.request = request;
      request.on('error', () => undefined);
      request.on('close', () => {
        if (closing) return;
        since ??= stamp();
        setTimeout(connect, RETRY_AFTER);
      });
    };
    connect();
  });

const consoles = tokens.map(
  (token): Console => ({ token, fires: new Map(), away: [], resets: 0, cursor: null, request: null }),
);
await Promise.all(consoles.map(open));

let turn = 0;
const cut = (): void => {
  consoles[turn % consoles.length]?.request?.destroy();
  turn += 1;
};
if (cuts > 0) setInterval(cut, 1_000 / cuts);

serveParent((): ConsoleReport[] => {
  closing = true;
  return consoles.map(({ fires, away, resets }) => ({ fires: Object.fromEntries(fires), away, resets }));
});
