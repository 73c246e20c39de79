import { alarmSchema, closeBody, colourBody, contactBody, noteBody, respondBody, shelveBody } from '@varde/contracts';
import { z } from 'zod';
import { answerCommand } from '../alarm/answer-command.ts';
import type { PersonsCommand } from '../alarm/apply-command.ts';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { omitNull } from '../omit-null.ts';
import { type App, idParams, problems } from '../route.ts';

/** A command that needs no word more; whatever is sent along is not read. */
const noBody = z.unknown();

/**
 * One route for each command of an alarm's lifecycle, all alike: body → command → the domain decides → the alarm as
 * it is now. 409 carries why not, and the alarm as `current`.
 */
export const alarmCommandRoutes = (app: App, deps: ApiDeps): void => {
  const command = <B extends z.ZodType>(
    name: string,
    summary: string,
    body: B,
    toCommand: (body: z.output<B>) => PersonsCommand,
  ): void => {
    app.post(
      `/api/alarms/:id/${name}`,
      {
        config: { right: 'alarm.act' },
        schema: { summary, tags: ['alarms'], params: idParams, body, response: { 200: alarmSchema, ...problems } },
      },
      (request) => answerCommand(deps, request.params.id, toCommand(request.body as z.output<B>), identityOf(request)),
    );
  };

  command('answer', 'I have it', noBody, () => ({ kind: 'answer' }));
  command('release', 'Back to the waiting list', noBody, () => ({ kind: 'release' }));
  command('note', 'Write something down', noteBody, ({ text }) => ({ kind: 'note', text }));
  command('colour', 'More urgent, or less with a reason', colourBody, ({ colour, reason }) => ({
    kind: 'colour',
    colour,
    ...omitNull({ reason }),
  }));
  command('contact', 'Somebody was spoken with, or nobody answered', contactBody, ({ made }) => ({
    kind: 'contact',
    made,
  }));
  command('respond', 'Send somebody, or how far they have come', respondBody, ({ status, responder }) => ({
    kind: 'respond',
    status,
    ...omitNull({ responder }),
  }));
  command('shelve', 'Put aside until a time', shelveBody, ({ until, reason }) => ({
    kind: 'shelve',
    until: Date.parse(until),
    reason,
  }));
  command('close', 'Over, with its cause and what was done', closeBody, ({ cause, action, note }) => ({
    kind: 'close',
    cause,
    action,
    ...omitNull({ note }),
  }));
};
