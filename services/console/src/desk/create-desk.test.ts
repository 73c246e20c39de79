import type { AlarmView } from '@varde/contracts';
import { expect, test } from 'vitest';
import { createApiClient } from '../api/api-client.ts';
import type { EventStreamHandlers } from '../api/event-stream.ts';
import { anAlarm, jonas, KARI, kari, NOW, secondsFromNow } from '../test-alarm.ts';
import { createDesk } from './create-desk.ts';

type Answers = Readonly<Record<string, () => Response | Promise<Response>>>;

/** A desk on an api that answers as told; `say` is the stream. */
const openDesk = async (answers: Answers = {}, listed: readonly AlarmView[] = []) => {
  const asked: string[] = [];
  const standard: Answers = {
    'GET /api/me': () => Response.json(KARI),
    'GET /api/alarms': () => Response.json({ items: listed }),
    'GET /api/reports/summary': () => Response.json({ operatorsPresent: 1, waiting: 0 }),
  };
  const api = createApiClient(async (input, init) => {
    const call = `${init?.method} ${String(input).split('?')[0]}`;
    asked.push(call);
    return ({ ...standard, ...answers }[call] ?? (() => new Response(null, { status: 404 })))();
  });
  let handlers: EventStreamHandlers | undefined;
  const desk = createDesk({
    api,
    openStream: (_url, given) => {
      handlers = given;
    },
    clock: { now: () => NOW, second: () => NOW, subscribe: () => () => {}, serverSaid: () => {}, stop: () => {} },
    after: () => {},
  });
  desk.start();
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  await settled();
  handlers?.onOpen();
  await settled();
  const say = (event: string, data: unknown) => handlers?.onMessage({ event, data: JSON.stringify(data) });
  return { desk, asked, say, settled, reconnect: () => handlers?.onOpen() };
};

/** An answer that comes when told. */
const pending = () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  return { answer: () => promise, give: (body: unknown) => resolve(Response.json(body)) };
};

test('an alarm heard of stands in the book at once', async () => {
  const { desk, say } = await openDesk();
  say('alarm', anAlarm());
  expect([...desk.state.get().alarms.values()]).toEqual([anAlarm()]);
});

test('what is offered to me is laid open on an empty desk, and does not push away what lies there', async () => {
  const { desk, say } = await openDesk();
  const offer = { state: 'offered', operator: kari, offerUntil: secondsFromNow(15) } as const;
  say('alarm', anAlarm({ id: 'first', ...offer }));
  expect(desk.state.get().selectedId).toBe('first');
  say('alarm', anAlarm({ id: 'second', ...offer }));
  expect(desk.state.get().selectedId).toBe('first');
});

test('a race lost says who won, and shows the alarm as it now is', async () => {
  const taken = anAlarm({ state: 'handling', operator: jonas, version: 2 });
  const problem = { type: 'about:blank', title: 'Taken', status: 409, code: 'alarm-taken', current: taken };
  const { desk } = await openDesk(
    { [`POST /api/alarms/${taken.id}/answer`]: () => Response.json(problem, { status: 409 }) },
    [anAlarm()],
  );
  expect(await desk.command(anAlarm(), { path: 'answer' })).toBe(false);
  expect(desk.state.get().trouble).toMatchObject({ code: 'alarm-taken', alarm: { operator: jonas } });
  expect(desk.state.get().alarms.get(taken.id)?.state).toBe('handling');
});

test('the next is reserved, then answered', async () => {
  const reserved = anAlarm({ state: 'offered', operator: kari, version: 2 });
  const answered = anAlarm({ state: 'handling', operator: kari, version: 3 });
  const { desk, asked } = await openDesk({
    'POST /api/alarms/next': () => Response.json(reserved),
    [`POST /api/alarms/${reserved.id}/answer`]: () => Response.json(answered),
  });
  await desk.takeNext();
  expect(asked.slice(-3)).toContain(`POST /api/alarms/${reserved.id}/answer`);
  expect(desk.state.get()).toMatchObject({ selectedId: reserved.id, busy: false, trouble: undefined });
  expect(desk.state.get().alarms.get(reserved.id)?.state).toBe('handling');
});

test('with none waiting, the page says so', async () => {
  const { desk } = await openDesk({ 'POST /api/alarms/next': () => new Response(null, { status: 204 }) });
  await desk.takeNext();
  expect(desk.state.get().trouble?.code).toBe('none-waiting');
});

test('a key pressed twice is one command', async () => {
  const { desk, asked } = await openDesk({
    [`POST /api/alarms/${anAlarm().id}/answer`]: () => Response.json(anAlarm({ version: 2 })),
  });
  await Promise.all([1, 2].map(() => desk.command(anAlarm(), { path: 'answer' })));
  expect(asked.filter((call) => call.endsWith('/answer'))).toHaveLength(1);
});

test('an alarm another closes leaves the desk', async () => {
  const { desk, say } = await openDesk({}, [anAlarm()]);
  desk.select(anAlarm().id);
  say('alarm', anAlarm({ state: 'closed', closedAt: secondsFromNow(0), version: 9 }));
  expect(desk.state.get().selectedId).toBeUndefined();
});

test('signed out in the middle of a command, the page asks to sign in', async () => {
  const { desk } = await openDesk({
    [`POST /api/alarms/${anAlarm().id}/note`]: () => new Response(null, { status: 401 }),
  });
  expect(await desk.command(anAlarm(), { path: 'note', body: { text: 'Sov' } })).toBe(false);
  expect(desk.state.get().session.kind).toBe('signed-out');
});

test('the whole of the selected alarm is fetched, and again when it changes', async () => {
  const detail = () => Response.json({ ...anAlarm(), timeline: [], eventList: [] });
  const { desk, asked, say, settled } = await openDesk({ [`GET /api/alarms/${anAlarm().id}`]: detail }, [anAlarm()]);
  const fetches = () => asked.filter((call) => call === `GET /api/alarms/${anAlarm().id}`).length;
  desk.select(anAlarm().id);
  await settled();
  expect(fetches()).toBe(1);
  say('alarm', anAlarm({ version: 2, change: 2 }));
  await settled();
  expect(fetches()).toBe(2);
});

test('a dialog goes with its alarm, and never asks about the next one', async () => {
  const open = [anAlarm({ id: 'mine', state: 'handling', operator: kari })];
  const offer = anAlarm({ id: 'offer', state: 'offered', operator: kari });
  let listed = open;
  const { desk, reconnect, settled } = await openDesk({ 'GET /api/alarms': () => Response.json({ items: listed }) });
  desk.select('mine');
  desk.openDialog('close');
  listed = [offer];
  reconnect();
  await settled();
  expect(desk.state.get()).toMatchObject({ selectedId: 'offer', dialog: undefined });
});

test('of two lists on their way the later one counts, and what came meanwhile stays', async () => {
  const [first, second] = [pending(), pending()];
  const answers = [() => Response.json({ items: [] }), first.answer, second.answer];
  const { desk, reconnect, say, settled } = await openDesk({
    'GET /api/alarms': () => answers.shift()?.() ?? new Response(null, { status: 500 }),
  });
  reconnect();
  say('alarm', anAlarm({ id: 'meanwhile' }));
  desk.select('meanwhile');
  say('reset', {});
  first.give({ items: [] });
  await settled();
  expect(desk.state.get().selectedId).toBe('meanwhile');
  second.give({ items: [anAlarm({ id: 'meanwhile' }), anAlarm({ id: 'other' })] });
  await settled();
  expect([...desk.state.get().alarms.keys()]).toEqual(['meanwhile', 'other']);
});

test('a slow answer about one alarm does not keep the next one waiting', async () => {
  const slow = pending();
  const { desk, asked, settled } = await openDesk(
    { 'GET /api/alarms/slow': slow.answer, 'GET /api/alarms/fire': () => Response.json(anAlarm({ id: 'fire' })) },
    [anAlarm({ id: 'slow' }), anAlarm({ id: 'fire' })],
  );
  desk.select('slow');
  desk.select('fire');
  await settled();
  expect(asked).toContain('GET /api/alarms/fire');
  slow.give(anAlarm({ id: 'slow' }));
  await settled();
  expect(desk.state.get().detail).toMatchObject({ alarmId: 'fire', view: { id: 'fire' } });
});

test('what could not be fetched while the connection was lost is fetched when it is back', async () => {
  let detail = () => new Response(null, { status: 503 });
  const { desk, reconnect, settled } = await openDesk({ [`GET /api/alarms/${anAlarm().id}`]: () => detail() }, [
    anAlarm(),
  ]);
  desk.select(anAlarm().id);
  await settled();
  expect(desk.state.get().detail?.failed).toBe(true);
  detail = () => Response.json(anAlarm());
  reconnect();
  await settled();
  expect(desk.state.get().detail).toMatchObject({ failed: false, view: { id: anAlarm().id } });
});

test('an alarm of another list, the door of the same home, can be laid open', async () => {
  const { desk } = await openDesk();
  desk.open(anAlarm({ id: 'door', queue: 'technician' }));
  expect(desk.state.get().selectedId).toBe('door');
  expect(desk.state.get().alarms.has('door')).toBe(true);
});

test('an alarm I have that comes again calls me once, however often the stream repeats it', async () => {
  const mine = { state: 'handling', operator: kari } as const;
  const { desk, say } = await openDesk({}, [anAlarm(mine)]);
  desk.select(anAlarm().id);
  const again = { ...anAlarm({ ...mine, events: 2, version: 2, change: 2 }), rings: true };
  say('alarm', again);
  expect([...desk.state.get().recalled]).toEqual([again.id]);
  desk.select(again.id);
  say('alarm', again);
  expect([...desk.state.get().recalled]).toEqual([]);
});

test('what chatters does not begin to ring, and what rings already goes on', async () => {
  const { desk, say } = await openDesk({}, [anAlarm()]);
  const isHeard = () => (desk.state.get().seen.get(anAlarm().id) ?? 0) >= 2;
  say('alarm', { ...anAlarm({ events: 2, version: 2, change: 2 }), rings: false });
  expect(isHeard()).toBe(false);
  desk.mute();
  say('alarm', { ...anAlarm({ events: 3, version: 3, change: 3 }), rings: false });
  expect(desk.state.get().seen.get(anAlarm().id)).toBe(3);
  say('alarm', { ...anAlarm({ id: 'again' }), rings: false });
  expect(desk.state.get().seen.get('again')).toBe(1);
});

test('who is nobody here is told so, and not that the service is away', async () => {
  const problem = { type: 'about:blank', title: 'No', status: 403, code: 'municipality-unknown' };
  const { desk } = await openDesk({ 'GET /api/me': () => Response.json(problem, { status: 403 }) });
  expect(desk.state.get().session.kind).toBe('no-access');
});

test('who signs out is available no more', async () => {
  const { desk, asked } = await openDesk({ 'POST /auth/logout': () => Response.json({ next: '/bye' }) });
  expect(await desk.signOut()).toBe('/bye');
  expect(asked.slice(-2)).toEqual(['PUT /api/me/presence', 'POST /auth/logout']);
});

test('a page opened anew lays open what I have in hand, but an offer first', async () => {
  const mine = anAlarm({ id: 'mine', state: 'handling', operator: kari });
  const others = anAlarm({ id: 'others', state: 'handling', operator: jonas });
  const { desk } = await openDesk({}, [others, mine]);
  expect(desk.state.get().selectedId).toBe('mine');
  const offered = anAlarm({ id: 'offered', state: 'offered', operator: kari, offerUntil: secondsFromNow(15) });
  const again = await openDesk({}, [mine, offered]);
  expect(again.desk.state.get().selectedId).toBe('offered');
});

test('a role that handles no alarms is told so, and asked for nothing it may not do', async () => {
  const { desk, asked } = await openDesk({ 'GET /api/me': () => Response.json({ ...KARI, role: 'responder' }) });
  expect(desk.state.get().session.kind).toBe('no-access');
  expect(asked[0]).toBe('GET /api/me');
});
