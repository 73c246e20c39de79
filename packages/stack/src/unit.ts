/** One running process (or container) of a unit. */
export type Instance = {
  readonly pid: number;
  /** False for a container: its number is the engine's, and may belong to somebody else on this machine. */
  readonly isChild: boolean;
  /** Resolves when it does its work; rejects when it ended, or ran out of time, before that. */
  readonly ready: Promise<void>;
  /** Resolves, never rejects, with how it ended. */
  readonly exited: Promise<string>;
  /** Asks it to end, and ends it by force after its limit. Resolves when it is gone. */
  stop(): Promise<void>;
};

/** Something the supervisor keeps running. */
export type Unit = {
  readonly name: string;
  /** Starts it, the first time or again. */
  launch(): Promise<Instance>;
};
