import type { Alarm, Instant, TriageEffect, TriageEvent } from '@varde/domain';
import { type AlarmChange, type Executor, enqueueMergedReceipt, insertAlarm, saveAlarm } from '@varde/postgres';
import type { DeviceProgress } from './device-progress.ts';
import { AlarmChanged } from './triage-error.ts';
import type { Writes } from './writes.ts';

export type Applying = {
  readonly pipeline: Executor;
  readonly writes: Writes;
  readonly now: Instant;
  readonly newId: () => string;
};

type ChangingEffect = Exclude<TriageEffect, { kind: 'raise' }>;

const actionOf = (effect: TriageEffect): string => {
  switch (effect.kind) {
    case 'raise':
      return 'raised';
    case 'merge':
      return 'merged';
    case 'restore':
      return 'restored';
    case 'lift':
      return 'colour';
    case 'annotate':
      return 'annotated';
  }
};

/** true: it sounds at its operator again; false: nobody is to hear it anew. Said of neither, it sounds as new ones do. */
const ringsOf = (effect: TriageEffect): { readonly rings?: boolean } => {
  if (effect.kind === 'merge' && effect.rings) return { rings: true };
  return (effect.kind === 'merge' || effect.kind === 'raise') && effect.quiet ? { rings: false } : {};
};

const changeOf = (effect: TriageEffect, event: TriageEvent): AlarmChange => ({
  action: actionOf(effect),
  actorId: null,
  detail: {
    eventId: event.id,
    kind: event.kind,
    ...ringsOf(effect),
    ...(effect.kind === 'lift' ? { to: effect.alarm.colour } : {}),
  },
});

const save = async (
  { pipeline, now }: Applying,
  effect: ChangingEffect,
  event: TriageEvent,
  progress: DeviceProgress,
): Promise<Alarm> => {
  const before = progress.open(effect.alarm.id);
  const saved = before !== undefined && (await saveAlarm(pipeline, before, effect.alarm, changeOf(effect, event), now));
  if (!saved) throw new AlarmChanged(`alarm ${effect.alarm.id} was changed meanwhile`);
  return { ...effect.alarm, version: before.version + 1 };
};

/** Writes one effect with its change row, and gives the alarm it is about. */
export const applyEffect = async (
  applying: Applying,
  effect: TriageEffect,
  event: TriageEvent,
  progress: DeviceProgress,
): Promise<string> => {
  const { pipeline, writes, now, newId } = applying;
  if (effect.kind === 'raise') {
    const id = newId();
    await writes.add(insertAlarm(pipeline, id, effect.alarm, progress.facts.context, changeOf(effect, event), now));
    progress.put({ ...effect.alarm, id, version: 1 });
    return id;
  }
  const alarm = await save(applying, effect, event, progress);
  progress.put(alarm);
  const answered = alarm.state === 'handling' || alarm.state === 'responding';
  if (effect.kind === 'merge' && answered && alarm.messageIds.includes(event.messageId)) {
    await enqueueMergedReceipt(pipeline, progress.facts.device.id, event.messageId, alarm.answeredAt ?? now);
  }
  return alarm.id;
};
