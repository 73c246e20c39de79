import type { AlarmView } from '@varde/contracts';
import { findAlarm } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { applyCommand, type CommandOutcome, type PersonsCommand } from './apply-command.ts';
import { presentAlarm } from './present-alarm.ts';
import { tellOthers } from './tell-others.ts';

const RACED = new ApiProblem(409, 'alarm-changed', 'Others are changing the alarm right now; try again.');

const problemOf = (outcome: CommandOutcome): ApiProblem | null => {
  switch (outcome.kind) {
    case 'applied':
    case 'unchanged':
      return null;
    case 'unknown':
      return notFound('alarm');
    case 'raced':
      return RACED;
    case 'refused':
      return new ApiProblem(outcome.code === 'role' ? 403 : 409, outcome.code, 'The alarm does not permit this now.', {
        detail: outcome.text,
      });
  }
};

/** Carries out a command and answers with the alarm as it is now; a 409 carries it as `current`. */
export const answerCommand = async (
  deps: Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'now'>,
  alarmId: string,
  command: PersonsCommand,
  who: Identity,
): Promise<AlarmView> => {
  const outcome = await applyCommand(deps.db, alarmId, command, who, deps.now());
  if (outcome.kind === 'applied') tellOthers(deps, who.municipalityId);
  const record = await findAlarm(deps.db, who.municipalityId, alarmId);
  if (record === null) throw notFound('alarm');
  const current = presentAlarm(record);
  const problem = problemOf(outcome);
  if (problem === null) return current;
  if (problem.status !== 409) throw problem;
  throw new ApiProblem(problem.status, problem.code, problem.message, { ...problem.extra, current });
};
