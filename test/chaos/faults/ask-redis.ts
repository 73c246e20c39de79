import { once } from 'node:events';
import { connect } from 'node:net';

const ANSWER_LIMIT = 5_000;

const encode = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** One command to a Redis, by its own protocol; rejects with what it says against it. */
export const askRedis = async (url: string, command: readonly string[]): Promise<void> => {
  const { hostname, port, username, password } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setTimeout(ANSWER_LIMIT, () => socket.destroy(new Error('Redis does not answer')));
  try {
    await once(socket, 'connect');
    socket.write(encode(['AUTH', username, password]) + encode(command));
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      const lines = answer.split('\r\n').filter((line) => line !== '');
      const refused = lines.find((line) => line.startsWith('-'));
      if (refused !== undefined) throw new Error(`Redis: ${refused}`);
      if (lines.length >= 2) return;
    }
    throw new Error('Redis hung up');
  } finally {
    socket.destroy();
  }
};
