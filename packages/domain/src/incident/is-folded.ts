import type { Alarm } from '../alarm/alarm.ts';
import { isIncidentKind } from '../catalogue/incident.kinds.ts';

/**
 * Whether an alarm is shown under its incident and not for itself: a technical one that nobody has taken. What a plan
 * or a person has made the operators' matter, or somebody works at, stands for itself.
 */
export const isFolded = (alarm: Pick<Alarm, 'queue' | 'state' | 'kind'> & { readonly incident?: unknown }): boolean =>
  alarm.incident !== undefined &&
  alarm.queue === 'technician' &&
  alarm.state === 'queued' &&
  !isIncidentKind(alarm.kind);
