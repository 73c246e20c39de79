import { addWhy } from '../add-why.ts';
import type { Alarm, Condition, RaiseExtent } from '../alarm/alarm.ts';
import type { Why } from '../why.ts';
import { speaksOf } from './match-value.ts';
import { isNewerThanAll } from './raise-extent.ts';
import type { SeenRestore, TriageFacts } from './triage.ts';

type Identity = Pick<Alarm, 'kind' | 'matchValue'>;

/** Somebody moves about: that is the resident only where they live alone and no responder is inside. */
const SIGNS_OF_LIFE: readonly string[] = ['activity', 'movement'];

const counts = (restore: SeenRestore, facts: TriageFacts): boolean =>
  !SIGNS_OF_LIFE.includes(restore.kind) || (facts.residents === 1 && !facts.responders.includes('arrived'));

/** Whether a restore ends an alarm's condition: it speaks of it, and is newer than every raise in it. */
export const ends = (restore: SeenRestore, alarm: Identity, raised: RaiseExtent, facts: TriageFacts): boolean =>
  counts(restore, facts) && speaksOf(restore, alarm) && isNewerThanAll(restore, raised);

/** The condition of an alarm with these raises, by the restores that have come already. */
export const conditionOf = (alarm: Identity, raised: RaiseExtent, facts: TriageFacts): Condition =>
  facts.restores.some((restore) => ends(restore, alarm, raised, facts)) ? 'restored' : 'active';

/**
 * The alarm says so whenever a restore has overtaken all its raises, whichever came first: the same messages give
 * the same reasons in every order.
 */
export const whyOfCondition = (why: readonly Why[], condition: Condition): readonly Why[] =>
  condition === 'restored'
    ? addWhy(why, { code: 'overtaken-by-restore' })
    : why.filter(({ code }) => code !== 'overtaken-by-restore');
