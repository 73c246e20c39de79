import { createHmac } from 'node:crypto';

/**
 * The client id of a service's connection: the same after a restart, so that the broker keeps its session, and
 * nothing a device could guess, since whoever connects with it throws the service out and takes its session.
 */
export const serviceClientId = (process: string, secret: string, index = 0): string => {
  const mark = createHmac('sha256', secret).update(`${process}/${index}`).digest('hex').slice(0, 32);
  return `${process}-${index}-${mark}`;
};
