import { once } from 'node:events';
import { connect } from 'node:net';

/** Resolves when something accepts connections at the broker's address. */
export const reachBroker = async (url: string): Promise<void> => {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port === '' ? '1883' : port), timeout: 2_000 });
  socket.once('timeout', () => socket.destroy(new Error('the broker did not answer')));
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
};
