export type MosquittoConfigOptions = {
  readonly port: number;
  /** Where the session store is kept; the process must be able to write there. */
  readonly dataDir: string;
  /** mosquitto_dynamic_security.so */
  readonly pluginPath: string;
  /** Written by `writeDynsecFile`. */
  readonly dynsecFile: string;
  readonly logFile: string;
  /** Whom mosquitto becomes when started as root. Default: the one who starts it. */
  readonly user?: string;
};

export const mosquittoConfig = (_options: MosquittoConfigOptions): string => {
  throw new Error('not written yet');
};
