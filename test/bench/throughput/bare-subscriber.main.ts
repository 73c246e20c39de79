import { readOptions, serveParent, tellParent } from '../peers/processes/parent.ts';
import { openLink } from './bare-link.ts';

export type BareSubscriberOptions = { readonly mqttUrl: string };

/** As many shared connections as the event lane's ingest has, and nothing done with what comes. */
const CONNECTIONS = 8;
const TELL_EVERY = 20;

const { mqttUrl } = readOptions<BareSubscriberOptions>();
let received = 0;
const receive = (): void => {
  received += 1;
};
const filters = ['$share/bench/varde/v1/+/event'];
await Promise.all(Array.from({ length: CONNECTIONS }, () => openLink({ url: mqttUrl, filters, receive })));

setInterval(() => tellParent(received), TELL_EVERY);
serveParent(() => undefined);
