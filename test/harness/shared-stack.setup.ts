import type { TestProject } from 'vitest/node';
import { type RunningStack, type StackAddress, type StackMode, startStack, temporaryFolder } from './stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    stack: StackAddress;
  }
}

const MODES: readonly StackMode[] = ['embedded', 'servers', 'containers'];

/** One stack for all suites of a project; the project's name is the mode. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const mode = MODES.find((candidate) => candidate === project.name);
  if (mode === undefined) throw new Error(`no stack mode is called ${project.name}`);
  const folder = await temporaryFolder();
  const stack: RunningStack = await startStack(mode, folder.path);
  project.provide('stack', { mode, dir: folder.path });
  return async () => {
    await stack.stop();
    await folder.remove();
  };
};
