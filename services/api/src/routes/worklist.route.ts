import { listOf, type WorkView, workCommentBody, workParams, workQuerySchema, workSchema } from '@varde/contracts';
import { COMMENT_STALE, compareWork, consequence, EVENT_KINDS, eventKind, isTechnicalKind } from '@varde/domain';
import { commentWork, findWork, findWorkNotes, takeWork, type WorkNote, type WorkRecord } from '@varde/postgres';
import { z } from 'zod';
import { profileLabel } from '../alarm/present-alarm.ts';
import type { ApiDeps } from '../deps.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';

const TECHNICAL = Object.keys(EVENT_KINDS).filter(isTechnicalKind);

const noteOf = (note: WorkNote | undefined, now: number): Pick<WorkView, 'taken' | 'comment'> => ({
  ...(note?.takenBy && note.takenAt !== null ? { taken: { by: note.takenBy, at: iso(note.takenAt) } } : {}),
  ...(note?.comment && note.commentBy && note.commentAt !== null
    ? {
        comment: {
          ...{ text: note.comment, by: note.commentBy, at: iso(note.commentAt) },
          stale: now - note.commentAt > COMMENT_STALE,
        },
      }
    : {}),
});

const deviceOf = ({ deviceId, profile, serial }: WorkRecord): WorkView['device'] | null =>
  deviceId === null || profile === null || serial === null
    ? null
    : { id: deviceId, profile, label: profileLabel(profile), serial };

const alarmOf = ({ alarmId, alarmKind }: WorkRecord): WorkView['alarm'] | null =>
  alarmId === null || alarmKind === null
    ? null
    : { id: alarmId, kind: alarmKind, label: eventKind(alarmKind)?.label.nb ?? alarmKind };

const present = (work: WorkRecord, note: WorkNote | undefined, now: number): WorkView => ({
  key: work.key,
  kind: work.kind,
  consequence: consequence(work),
  since: iso(work.since),
  ...omitNull({
    due: isoOrNull(work.due),
    device: deviceOf(work),
    place: work.place,
    residentId: work.residentId,
    areaId: work.areaId,
    address: work.street === null ? null : `${work.street} ${work.houseNumber ?? ''}`.trim(),
    alarm: alarmOf(work),
  }),
  ...noteOf(note, now),
});

/** What technicians have to do, by what hangs on it for the resident; taken and commented by whoever sees to it. */
export const worklistRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now } = deps;
  const tags = ['worklist'];
  const noted = { 200: z.object({ key: z.string() }), ...problems };
  const noteBy = (who: Identity, key: string) => ({
    ...{ municipalityId: who.municipalityId, key, staffId: who.id, now: now() },
  });

  app.get(
    '/api/worklist',
    {
      config: { right: 'worklist' },
      schema: {
        summary: 'Silent devices, faults, batteries, installations, tests, services and collections; most urgent first',
        tags,
        querystring: workQuerySchema,
        response: { 200: listOf(workSchema), ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const { area: areaId, kind, limit } = request.query;
      const at = now();
      const all = await findWork(db, { municipalityId, areaId, kind }, TECHNICAL, at);
      const work = all
        .filter((one) => kind === undefined || one.kind === kind)
        .toSorted(compareWork)
        .slice(0, limit);
      const keys = work.map(({ key }) => key);
      const notes = new Map((await findWorkNotes(db, municipalityId, keys)).map((note) => [note.key, note]));
      return { items: work.map((one) => present(one, notes.get(one.key), at)) };
    },
  );

  const taking = (name: 'take' | 'release', summary: string): void => {
    app.post(
      `/api/worklist/:key/${name}`,
      { config: { right: 'worklist' }, schema: { summary, tags, params: workParams, response: noted } },
      async (request) => {
        const who = identityOf(request);
        const { key } = request.params;
        if (await takeWork(db, noteBy(who, key), name === 'take')) return { key };
        const [note] = await findWorkNotes(db, who.municipalityId, [key]);
        throw new ApiProblem(409, 'work-taken', 'Somebody else has taken it.', { current: noteOf(note, now()) });
      },
    );
  };
  taking('take', 'I see to it');
  taking('release', 'Somebody else may');

  app.post(
    '/api/worklist/:key/comment',
    {
      config: { right: 'worklist' },
      schema: {
        summary: 'A word to whoever looks next',
        tags,
        params: workParams,
        body: workCommentBody,
        response: noted,
      },
    },
    async (request) => {
      const { key } = request.params;
      await commentWork(db, noteBy(identityOf(request), key), request.body.text);
      return { key };
    },
  );
};
