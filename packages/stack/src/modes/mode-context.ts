import type { Secrets } from '../secrets.ts';
import type { Settings } from '../settings.ts';
import type { StateFolder } from '../state-folder.ts';
import type { Account } from './mode.ts';

/** What a mode is made from. */
export type ModeContext = {
  readonly env: NodeJS.ProcessEnv;
  readonly settings: Settings;
  readonly folder: StateFolder;
  readonly secrets: Secrets;
  readonly mqttPort: number;
  /** Ports others of this stack will listen at; `mqttPort` is one of them. */
  readonly promised: readonly number[];
  readonly say: (line: string) => void;
};

/** The accounts a local stack's services sign in with at its broker. */
export const localAccounts = ({ secrets }: ModeContext): { service: Account; admin: Account } => ({
  service: { username: 'varde-service', password: secrets.mqttService },
  admin: { username: 'varde-admin', password: secrets.mqttAdmin },
});
