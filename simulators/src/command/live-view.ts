import readline from 'node:readline';
import type { WriteStream } from 'node:tty';

export type LiveViewOptions = {
  readonly output: WriteStream;
  readonly quiet: boolean;
  /** What a terminal shows, drawn again each second. */
  readonly picture: () => string;
  /** What a log gets every ten seconds. */
  readonly line: () => string;
};

export type LiveView = { close(): void };

/** Shows a run while it goes on, and how it ended. */
export const openLiveView = ({ output, quiet, picture, line }: LiveViewOptions): LiveView => {
  if (quiet) return { close: () => undefined };
  let drawn = 0;
  const draw = (): void => {
    const text = `${picture()}\n`;
    if (output.isTTY) {
      readline.moveCursor(output, 0, -drawn);
      readline.cursorTo(output, 0);
      readline.clearScreenDown(output);
    }
    output.write(text);
    drawn = text.split('\n').length - 1;
  };
  const showing = output.isTTY ? setInterval(draw, 1_000) : setInterval(() => output.write(`${line()}\n`), 10_000);
  return {
    close() {
      clearInterval(showing);
      draw();
    },
  };
};
