import { embeddedMode } from './embedded.ts';
import { externalMode } from './external.ts';
import type { Mode, ModeName } from './mode.ts';
import type { ModeContext } from './mode-context.ts';
import { serversMode } from './servers.ts';

const MODES: Readonly<Record<ModeName, (context: ModeContext) => Promise<Mode>>> = {
  embedded: embeddedMode,
  servers: serversMode,
  // Loaded only where it is used: the Docker client alone takes longer than the rest of the start.
  containers: async (context) => (await import('./containers.ts')).containersMode(context),
  external: externalMode,
};

export const createMode = (context: ModeContext): Promise<Mode> => MODES[context.settings.VARDE_STACK](context);

/** Makes room for a new start: ports and names an earlier, killed one still holds. */
export const removeLeftovers = async (name: ModeName, folder: string): Promise<void> => {
  if (name !== 'containers') return;
  await (await import('../servers/left-behind-containers.ts')).removeLeftBehindContainers(folder);
};
