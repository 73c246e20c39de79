import type { DeviceView } from '@varde/contracts';
import { seededDraw } from '../chance/draw.ts';
import type { DeviceClient } from '../device/device-client.ts';
import type { Fleet } from '../device/fleet.ts';
import { arrivals } from '../load/arrivals.ts';
import { type Chosen, chooseDevices, sendersByKind } from '../load/choose-devices.ts';
import type { Mix } from '../load/mix.ts';
import { heartbeatSends, inOrder, mixSends, redSends, type Send } from '../load/sends.ts';
import { countOf, describeLoad, type LoadOptions } from './load-options.ts';
import type { MeasuredRun } from './measured-run.ts';
import { findPlace, openSession, sharedRoom } from './session.ts';

const chooseFor = (devices: readonly DeviceView[], mix: Mix, options: LoadOptions): Chosen<DeviceView> => {
  const { rate, heartbeats, reds, seed, warmup, duration } = options;
  return chooseDevices(devices, {
    reds: countOf(reds, warmup + duration),
    mix,
    limit: rate > 0 || heartbeats > 0 ? options.devices : 0,
    draw: seededDraw(seed, 'devices'),
  });
};

/** The mix, the reds and the heartbeats, each drawn by itself: one of them changed leaves the others as they are. */
const sendsOf = (
  { clients }: Fleet,
  { others, reds }: Chosen<DeviceView>,
  mix: Mix,
  options: LoadOptions,
): Iterable<Send> => {
  const { rate, heartbeats, seed, gatewaySize } = options;
  const duration = options.warmup + options.duration;
  const draw = (name: string) => seededDraw(seed, name);
  const clientsOf = (devices: readonly DeviceView[]): DeviceClient[] =>
    devices.flatMap(({ id }) => clients.get(id) ?? []);
  const byKind = new Map([...sendersByKind(others, mix)].map(([kind, able]) => [kind, clientsOf(able)]));
  const all = clientsOf([...others, ...reds]);
  const messages = inOrder(
    mixSends(arrivals(rate, duration, mix, draw('load')), { byKind, together: gatewaySize, draw: draw('senders') }),
    redSends(clientsOf(reds), duration, draw('reds')),
  );
  const beats = heartbeatSends(countOf(heartbeats, duration), duration, draw('heartbeats'), (turn, status) => {
    all[turn % all.length]?.heartbeat(status);
  });
  return inOrder(messages, beats);
};

/** A load from devices in service, behind gateways. */
export const planLoad = async (options: LoadOptions, signal: AbortSignal): Promise<MeasuredRun> => {
  const { rate, warmup } = options;
  const duration = warmup + options.duration;
  const mix: Mix = rate === 0 ? new Map() : options.mix;
  const place = await findPlace(options, signal, duration);
  const chosen = chooseFor(place.devices, mix, options);
  // A kind that nobody sends is said before anything is opened.
  sendersByKind(chosen.others, mix);
  const devices = [...chosen.others, ...chosen.reds];
  return {
    name: 'load',
    warmUp: warmup,
    duration,
    ...describeLoad(options, devices.length),
    open: async (observer) => {
      const sessionOptions = { ...options, observer, roomFor: sharedRoom(), limit: duration };
      const { fleet, close } = await openSession(place, devices, sessionOptions, signal);
      return { fleet, sends: sendsOf(fleet, chosen, mix, options), close };
    },
  };
};
