import type { CommandName } from './allowed-commands.ts';

export type KeyCommand = CommandName | 'next' | 'up' | 'down' | 'mute' | 'keys' | 'escape';

/** The letter of the bokmål word where it is free; the first stands on the keycap. */
export const KEYS: Readonly<Record<KeyCommand, readonly [shown: string, ...others: string[]]>> = {
  next: [' '],
  answer: ['s'],
  down: ['j', 'ArrowDown'],
  up: ['k', 'ArrowUp'],
  contact: ['o'],
  'no-contact': ['i'],
  note: ['n'],
  respond: ['u'],
  colour: ['f'],
  shelve: ['v'],
  release: ['l'],
  close: ['a'],
  mute: ['m'],
  keys: ['?'],
  escape: ['Escape'],
};
export const KEY_COMMANDS = Object.keys(KEYS) as KeyCommand[];

const BY_KEY: ReadonlyMap<string, KeyCommand> = new Map(
  KEY_COMMANDS.flatMap((command) => KEYS[command].map((key) => [key, command] as const)),
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
