import type { CommandName } from './allowed-commands.ts';

export type KeyCommand = CommandName | 'next' | 'up' | 'down' | 'mute' | 'keys' | 'escape';

/** One key per command, the letter of the bokmål word where it is free. `shown` is what stands on the keycap. */
export const KEYS: readonly { readonly command: KeyCommand; readonly keys: readonly string[] }[] = [
  { command: 'next', keys: [' '] },
  { command: 'answer', keys: ['s'] },
  { command: 'down', keys: ['j', 'ArrowDown'] },
  { command: 'up', keys: ['k', 'ArrowUp'] },
  { command: 'contact', keys: ['o'] },
  { command: 'no-contact', keys: ['i'] },
  { command: 'note', keys: ['n'] },
  { command: 'respond', keys: ['u'] },
  { command: 'colour', keys: ['f'] },
  { command: 'shelve', keys: ['v'] },
  { command: 'release', keys: ['l'] },
  { command: 'close', keys: ['a'] },
  { command: 'mute', keys: ['m'] },
  { command: 'keys', keys: ['?'] },
  { command: 'escape', keys: ['Escape'] },
];

const BY_KEY: ReadonlyMap<string, KeyCommand> = new Map(
  KEYS.flatMap(({ command, keys }) => keys.map((key) => [key, command] as const)),
);

export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
};

/** Where the key was pressed: text takes letters, a focused control takes the space bar and the arrows. */
export type KeyPlace = 'page' | 'list' | 'control' | 'text';

export const commandForKey = (press: KeyPress, place: KeyPlace, lettersOn: boolean): KeyCommand | undefined => {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const command = BY_KEY.get(press.key.length === 1 ? press.key.toLowerCase() : press.key);
  if (command === 'escape') return command;
  if (place === 'text') return undefined;
  const isLetter = press.key.length === 1;
  if (isLetter && !lettersOn) return undefined;
  const ownedByControl = press.key === ' ' || press.key.startsWith('Arrow');
  return place === 'control' && ownedByControl ? undefined : command;
};

/** What stands on the keycap, or undefined for a command without a key. */
export const keyOf = (command: KeyCommand): string | undefined =>
  KEYS.find((entry) => entry.command === command)?.keys[0];
