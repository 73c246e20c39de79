import { createHash } from 'node:crypto';
import { getContainerRuntimeClient } from 'testcontainers';
import { StackError } from '../stack-error.ts';

/** Marks the containers of the stack in this folder. */
export const stackLabel = (folder: string): Record<string, string> => ({
  'varde.stack': createHash('sha256').update(folder).digest('hex').slice(0, 12),
});

/** Removes what a killed stack has left behind, where no reaper took it. Rejects where no engine answers. */
export const removeLeftBehindContainers = async (folder: string): Promise<void> => {
  const client = await getContainerRuntimeClient().catch((cause: unknown) => {
    throw new StackError('VARDE_STACK=containers needs a Docker engine, and none answers here.', { cause });
  });
  const { dockerode } = client.container;
  const label = Object.entries(stackLabel(folder)).map(([name, value]) => `${name}=${value}`);
  const found = await dockerode.listContainers({ all: true, filters: { label } });
  await Promise.all(found.map(({ Id }) => dockerode.getContainer(Id).remove({ force: true, v: true })));
};
