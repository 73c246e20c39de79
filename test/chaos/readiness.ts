import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './scene.ts';

/** Asks one service for its readiness; null: it does not answer. */
export const readiness = async (url: string): Promise<Readonly<Record<string, string>> | null> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const { dependencies } = (await response.json()) as { dependencies: Readonly<Record<string, string>> };
    return response.ok ? {} : dependencies;
  } catch {
    return null;
  }
};

/** Waits until every service says that it is ready. Gives those that do not, in time. */
export const untilReady = async (scene: Scene, limit: number): Promise<readonly string[]> => {
  const end = Date.now() + limit;
  for (;;) {
    const { health } = await scene.state();
    const answers = await Promise.all(
      Object.entries(health).map(async ([name, url]) => [name, await readiness(url)] as const),
    );
    const not = answers.flatMap(([name, answer]) =>
      answer !== null && Object.keys(answer).length === 0 ? [] : [`${name} is not ready: ${JSON.stringify(answer)}`],
    );
    if (not.length === 0 || Date.now() > end) return not;
    await sleep(250);
  }
};
