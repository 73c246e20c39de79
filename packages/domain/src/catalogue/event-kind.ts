import type { Colour } from '../colour.ts';
import type { Text } from '../language.ts';

export type Lane = 'alarm' | 'event';

export type Category =
  | 'social-alarm'
  | 'fire-and-home'
  | 'supervision'
  | 'camera'
  | 'medication'
  | 'location'
  | 'lock'
  | 'nurse-call'
  | 'remote-follow-up'
  | 'technical';

/** What the catalogue says of one kind of event. The name of the kind is the key it stands under. */
export type EventKindEntry = {
  readonly category: Category;
  readonly lane: Lane;
  /** The colour before the resident's plan is asked; null is recorded and raises nothing by itself. */
  readonly triage: Colour | null;
  /** Code in the national alert-code system vkp-alert-code-v090. */
  readonly vkp: string;
  readonly label: Text;
  /** The response plan decides; without a plan it raises yellow, "no response plan". */
  readonly planDriven?: true;
  /** A person asked for help: never paused, never chatter, never shelved before there was contact. */
  readonly personInitiated?: true;
  /** Kinds whose open, older alarm on the same device this one marks as restored. */
  readonly restores?: readonly string[];
  /** A restore counts only where this field of the message, e.g. `data.doseId`, is equal in both. */
  readonly restoreMatch?: string;
  /** Never accepted from a device. */
  readonly raisedBy?: 'service';
  /** SS 91100 device types and status codes that map to this kind. */
  readonly scaip?: { readonly dty?: readonly string[]; readonly stc?: readonly string[] };
  readonly note?: string;
};
