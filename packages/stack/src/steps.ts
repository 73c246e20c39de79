import process from 'node:process';

export type Steps = {
  /** Runs one step of the start and says how it went and how long it took. */
  step<T>(name: string, run: () => Promise<T>): Promise<T>;
  say(line: string): void;
};

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

export const createSteps = (write: (text: string) => void = (text) => void process.stdout.write(text)): Steps => ({
  step: async (name, run) => {
    const began = performance.now();
    try {
      const result = await run();
      write(`  ✔ ${name.padEnd(44)} ${seconds(performance.now() - began).padStart(7)}\n`);
      return result;
    } catch (error) {
      write(`  ✘ ${name}\n`);
      throw error;
    }
  },
  say: (line) => write(`${line}\n`),
});
