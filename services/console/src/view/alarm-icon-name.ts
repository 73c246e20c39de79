import { type Category, eventKind } from '@varde/domain';

export type AlarmIconName =
  | 'button'
  | 'fire'
  | 'water'
  | 'fall'
  | 'bed'
  | 'bathroom'
  | 'door'
  | 'camera'
  | 'medicine'
  | 'location'
  | 'lock'
  | 'nurse'
  | 'measurement'
  | 'battery'
  | 'technical';

const OF_CATEGORY: Readonly<Record<Category, AlarmIconName>> = {
  'social-alarm': 'button',
  'fire-and-home': 'fire',
  supervision: 'fall',
  camera: 'camera',
  medication: 'medicine',
  location: 'location',
  lock: 'lock',
  'nurse-call': 'nurse',
  'remote-follow-up': 'measurement',
  technical: 'technical',
};

const BY_START: readonly (readonly [string, AlarmIconName])[] = [
  ['water-', 'water'],
  ['bed-', 'bed'],
  ['bathroom-', 'bathroom'],
  ['door-', 'door'],
  ['home-', 'door'],
  ['battery-', 'battery'],
  ['mains-', 'battery'],
  ['power-', 'battery'],
];

/** A picture for each family of kinds: the word beside it says which one. */
export const alarmIconName = (kind: string): AlarmIconName => {
  const special = BY_START.find(([start]) => kind.startsWith(start));
  if (special !== undefined) return special[1];
  const category = eventKind(kind)?.category;
  return category === undefined ? 'technical' : OF_CATEGORY[category];
};
