import type { AlarmDetailView, AlarmView, MeView, Problem, SummaryView } from '@varde/contracts';
import type { AlarmQueue, Instant } from '@varde/domain';
import type { AlarmBook } from './alarm-book.ts';

type Session =
  | { readonly kind: 'loading' }
  | { readonly kind: 'signed-out' }
  /** Signed in, with a role that has no alarms. */
  | { readonly kind: 'no-access' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'signed-in'; readonly me: MeView };

type Connection = { readonly kind: 'connecting' | 'live' | 'lost'; readonly heardAt: Instant };

/** One calm sentence about what did not go as asked; `alarm` is what it was asked of. */
type Trouble = {
  readonly code: string;
  readonly alarm: AlarmView | undefined;
};

type Detail = {
  readonly alarmId: string;
  /** The alarm's change when this was asked for: a newer one is a reason to ask again. */
  readonly change: number;
  readonly view: AlarmDetailView | undefined;
  readonly failed: boolean;
};

export type DialogName = 'close' | 'colour' | 'shelve' | 'respond' | 'keys';

export type DeskState = {
  readonly session: Session;
  readonly connection: Connection;
  readonly loaded: boolean;
  readonly alarms: AlarmBook;
  readonly summary: SummaryView | undefined;
  readonly selectedId: string | undefined;
  readonly detail: Detail | undefined;
  readonly dialog: DialogName | undefined;
  readonly trouble: Trouble | undefined;
  /** A command is on its way; a second press of the key waits for it. */
  readonly busy: boolean;
  /** How many events of an alarm a person here has seen: what has more rings. */
  readonly seen: ReadonlyMap<string, number>;
  /** Handled alarms that came again, and ring at whoever has them until they are seen. */
  readonly recalled: ReadonlySet<string>;
};

export const initialDeskState = (now: Instant): DeskState => ({
  session: { kind: 'loading' },
  connection: { kind: 'connecting', heardAt: now },
  loaded: false,
  alarms: new Map(),
  summary: undefined,
  selectedId: undefined,
  detail: undefined,
  dialog: undefined,
  trouble: undefined,
  busy: false,
  seen: new Map(),
  recalled: new Set(),
});

/** Technicians work their own list; everyone else sees the operators'. */
export const queueOf = (me: MeView): AlarmQueue => (me.role === 'technician' ? 'technician' : 'operator');

export const selectedAlarm = (state: DeskState): AlarmView | undefined =>
  state.selectedId === undefined ? undefined : state.alarms.get(state.selectedId);

const isMine = (alarm: AlarmView, { session }: DeskState): boolean =>
  session.kind === 'signed-in' && alarm.operator?.id === session.me.id;

export const isOfferedToMe = (alarm: AlarmView, state: DeskState): boolean =>
  alarm.state === 'offered' && isMine(alarm, state);

/** I am in the middle of it, whether or not this page knew: it was opened anew. */
export const isInMyHands = (alarm: AlarmView, state: DeskState): boolean =>
  (alarm.state === 'handling' || alarm.state === 'responding') && isMine(alarm, state);

/** Lays an alarm open, or none. A dialog that asked about another goes with it: its answer must not reach this one. */
export const layOpen = (state: DeskState, alarmId: string | undefined): Partial<DeskState> =>
  alarmId === state.selectedId
    ? {}
    : { selectedId: alarmId, dialog: state.dialog === 'keys' ? state.dialog : undefined };

const isAlarm = (value: unknown): value is AlarmView =>
  typeof value === 'object' && value !== null && 'id' in value && 'version' in value && 'change' in value;

/** A 409 carries the alarm as it now is. */
export const alarmInProblem = (problem: Problem): AlarmView | undefined =>
  isAlarm(problem.current) ? problem.current : undefined;
