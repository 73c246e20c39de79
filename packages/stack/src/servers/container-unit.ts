import { createWriteStream } from 'node:fs';
import { type GenericContainer, getContainerRuntimeClient, type StartedTestContainer } from 'testcontainers';
import { StackError } from '../stack-error.ts';
import type { Instance, Unit } from '../unit.ts';

export type ContainerSpec = {
  readonly name: string;
  readonly container: GenericContainer;
  readonly log: string;
  /** Resolves when it answers; asked until then. */
  readonly probe: () => Promise<void>;
  /** Read anew, and copied in, before each start. */
  readonly files?: () => Promise<ContainerFile[]>;
};

export type ContainerFile = { readonly content: string; readonly target: string; readonly mode: number };

const READY_TRIES = 600;
const STOP_LIMIT = 15_000;

const probeUntilReady = async ({ name, probe, log }: ContainerSpec): Promise<void> => {
  for (let tries = 0; tries < READY_TRIES; tries += 1) {
    const answered = await probe().then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StackError(`The container ${name} does not answer; see ${log}`);
};

/** A container kept running like a process: what has ended is started again with its data, on the same port. */
export const containerUnit = (spec: ContainerSpec): Unit => {
  const { name, container, log } = spec;
  let started: StartedTestContainer | undefined;

  const launch = async (): Promise<Instance> => {
    const client = await getContainerRuntimeClient();
    const files = (await spec.files?.()) ?? [];
    if (started === undefined) {
      container.withLogConsumer((stream) => stream.pipe(createWriteStream(log, { flags: 'a' })));
      started = await container.withCopyContentToContainer(files).start();
    } else {
      if (files.length > 0) await started.copyContentToContainer(files);
      await client.container.getById(started.getId()).start();
    }
    const running = started;
    const handle = client.container.getById(running.getId());
    const { State } = await client.container.inspect(handle);
    const ready = probeUntilReady(spec);
    ready.catch(() => undefined);
    return {
      pid: State.Pid,
      isChild: false,
      ready,
      exited: handle.wait().then(
        () => 'ended',
        () => 'is gone',
      ),
      // One that is gone already, or whose engine is, must not keep the others from being stopped.
      stop: async () => void (await running.stop({ timeout: STOP_LIMIT, remove: true }).catch(() => undefined)),
    };
  };
  return { name, launch };
};
