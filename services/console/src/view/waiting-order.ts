import type { AlarmView } from '@varde/contracts';
import { type Instant, isFolded, orderWaiting, type WaitingAlarm } from '@varde/domain';

export type AlarmGroups = {
  readonly waiting: readonly AlarmView[];
  readonly mine: readonly AlarmView[];
  readonly others: readonly AlarmView[];
  readonly shelved: readonly AlarmView[];
};

const toWaiting = (alarm: AlarmView): WaitingAlarm & { readonly alarm: AlarmView } => ({
  alarm,
  id: alarm.id,
  colour: alarm.colour,
  colourSince: Date.parse(alarm.colourSince),
  answerBy: Date.parse(alarm.answerBy),
  receivedAt: Date.parse(alarm.receivedAt),
});

/** The very order the dispatcher offers in: by colour, then by the share of the target used up. */
const inWaitingOrder = (alarms: readonly AlarmView[], now: Instant): readonly AlarmView[] =>
  orderWaiting(alarms.map(toWaiting), now).map(({ alarm }) => alarm);

export const groupAlarms = (
  alarms: Iterable<AlarmView>,
  of: { readonly queue: AlarmView['queue']; readonly meId: string },
  now: Instant,
): AlarmGroups => {
  const waiting: AlarmView[] = [];
  const mine: AlarmView[] = [];
  const others: AlarmView[] = [];
  const shelved: AlarmView[] = [];
  for (const alarm of alarms) {
    if (alarm.queue !== of.queue || isFolded(alarm)) continue;
    switch (alarm.state) {
      case 'queued':
      case 'offered':
        waiting.push(alarm);
        break;
      case 'handling':
      case 'responding':
        if (alarm.operator?.id === of.meId) mine.push(alarm);
        // Whoever has it is not seen any more: it is anybody's to take.
        else (alarm.holderUnseenSince === undefined ? others : waiting).push(alarm);
        break;
      case 'shelved':
        shelved.push(alarm);
        break;
      case 'closed':
        break;
    }
  }
  return {
    waiting: inWaitingOrder(waiting, now),
    mine: inWaitingOrder(mine, now),
    others: inWaitingOrder(others, now),
    shelved: shelved.sort((a, b) => (a.shelvedUntil ?? '').localeCompare(b.shelvedUntil ?? '')),
  };
};

/**
 * The order to show while someone is aiming at the list: what stands there keeps its place, what has left is
 * gone, and what is new slides in behind the nearest one before it in the true order.
 */
export const holdOrder = (shown: readonly string[], ordered: readonly string[]): readonly string[] => {
  const present = new Set(ordered);
  const held = shown.filter((id) => present.has(id));
  const known = new Set(held);
  ordered.forEach((id, index) => {
    if (known.has(id)) return;
    const before = ordered[index - 1];
    held.splice(before === undefined ? 0 : held.indexOf(before) + 1, 0, id);
    known.add(id);
  });
  return held;
};
