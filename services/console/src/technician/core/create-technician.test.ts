import { expect, test } from 'vitest';
import { createAsk } from '../../api/ask.ts';
import { KARI, NOW } from '../../test-alarm.ts';
import { stepDeed } from '../device/device-deed.ts';
import { aDevice } from '../testing/test-device.ts';
import { createTechnician, installKept } from './create-technician.ts';
import { createKept } from './kept.ts';

const TOR = { ...KARI, id: '018f0000-0000-7000-8000-00000000000c', name: 'Tor Brekkeli', role: 'technician' };
const LINH = { ...TOR, id: '018f0000-0000-7000-8000-00000000000d', name: 'Linh Tran Vik' };

/** What a browser keeps; given to a second technician it is the same phone after a reload. */
const aPhone = (): Storage => {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
    key: () => null,
    get length() {
      return values.size;
    },
  };
};

type Answer = () => Response | Promise<Response>;

/** The pages on a phone, at an api that answers as told; `later` runs what they put off. */
const open = async (answers: Record<string, Answer> = {}, phone = aPhone()) => {
  const asked: string[] = [];
  const sent: unknown[] = [];
  const putOff: (() => void)[] = [];
  const all: Record<string, Answer> = {
    'GET /api/me': () => Response.json(TOR),
    'GET /api/worklist': () => Response.json({ items: [] }),
    'GET /api/areas': () => Response.json({ items: [] }),
    ...answers,
  };
  let id = 0;
  const technician = createTechnician({
    ask: createAsk(async (input, init) => {
      const call = `${init?.method} ${String(input).split('?')[0]}`;
      asked.push(call);
      if (typeof init?.body === 'string') sent.push(JSON.parse(init.body));
      return (all[call] ?? (() => new Response(null, { status: 404 })))();
    }),
    kept: createKept(phone),
    clock: { now: () => NOW, second: () => NOW, subscribe: () => () => {}, serverSaid: () => {}, stop: () => {} },
    after: (_ms, run) => void putOff.push(run),
    newId: () => {
      id += 1;
      return `e${id}`;
    },
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 10));
  technician.start();
  await settled();
  const later = async () => {
    for (const run of putOff.splice(0)) run();
    await settled();
  };
  const posted = () => asked.filter((call) => call.startsWith('POST'));
  return { technician, phone, all, posted, sent, settled, later, state: technician.state };
};

const away: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const INSTALL = 'POST /api/devices/d1/install';
const there = aDevice({ state: 'installed', residentId: 'r1', place: 'Bad', version: 4, change: 31 });
const install = stepDeed(aDevice(), 'Fallsensor BRK-0412', 'install', { residentId: 'r1', place: 'Bad', checks: [] });
const refusal = (code: string, current: unknown) => () =>
  Response.json({ code, status: 409, current }, { status: 409 });

test('what is done is sent with the version that was seen, and the device is known as it is now', async () => {
  const { technician, state, sent, settled } = await open({ [INSTALL]: () => Response.json(there) });
  technician.doNow(install);
  await settled();
  expect(sent).toEqual([{ residentId: 'r1', place: 'Bad', checks: [], version: 3 }]);
  expect(state.get().outbox).toEqual([]);
  expect(state.get().devices.get('d1')).toEqual(there);
});

test('without contact it stays on the phone, and goes when contact is back', async () => {
  const { technician, state, all, settled, later } = await open({ [INSTALL]: away });
  technician.doNow(install);
  await settled();
  expect(state.get().contact.kind).toBe('lost');
  expect(state.get().outbox).toHaveLength(1);
  all[INSTALL] = () => Response.json(there);
  await later();
  expect(state.get().contact.kind).toBe('there');
  expect(state.get().outbox).toEqual([]);
});

test('a reload in the middle goes on where it was, and a draft is forgotten when its installation is done', async () => {
  const first = await open({ [INSTALL]: away });
  first.technician.kept.write(installKept('d1'), { draft: { checks: [] } });
  first.technician.doNow(install);
  await first.settled();
  const second = await open({ [INSTALL]: () => Response.json(there) }, first.phone);
  expect(second.posted()).toEqual([INSTALL]);
  expect(second.state.get().outbox).toEqual([]);
  expect(second.technician.kept.read(installKept('d1'))).toBeNull();
});

test('an answer that was lost: sent again it is refused, and that is no conflict', async () => {
  const { technician, state, all, settled, later } = await open({ [INSTALL]: away });
  technician.doNow(install);
  await settled();
  all[INSTALL] = refusal('step-out-of-order', there);
  await later();
  expect(state.get().outbox).toEqual([]);
  expect(state.get().devices.get('d1')?.state).toBe('installed');
});

test('what somebody else stood in the way of waits for a person, who may do it all the same', async () => {
  const theirs = aDevice({ version: 7, change: 40 });
  const { technician, state, all, sent, settled } = await open({ [INSTALL]: refusal('device-changed', theirs) });
  technician.doNow(install);
  await settled();
  const [entry] = state.get().outbox;
  expect(entry?.refused?.code).toBe('device-changed');
  all[INSTALL] = () => Response.json(there);
  if (entry !== undefined) technician.sendAgain(entry);
  await settled();
  expect(sent.at(-1)).toMatchObject({ version: 7 });
  expect(state.get().outbox).toEqual([]);
});

test('functions are switched twice in a row: the second goes by what the first left', async () => {
  let version = 3;
  const { technician, state, sent, settled } = await open({
    'PUT /api/devices/d1/functions': () => {
      version += 1;
      return Response.json({ items: [] });
    },
    'GET /api/devices/d1': () => Response.json(aDevice({ version, change: version })),
  });
  for (const on of [['fall'], []]) technician.doNow(stepDeed(aDevice(), 'Fallsensor BRK-0412', 'functions', { on }));
  await settled();
  expect(sent).toEqual([
    { on: ['fall'], version: 3 },
    { on: [], version: 4 },
  ]);
  expect(state.get().devices.get('d1')?.version).toBe(5);
});

test('after a swap both are known as they are now', async () => {
  const next = aDevice({ id: 'd2', state: 'installed', change: 50 });
  const { technician, state, settled } = await open({
    'POST /api/devices/d1/swap': () => Response.json(next),
    'GET /api/devices/d1': () => Response.json(aDevice({ state: 'returned', change: 49 })),
  });
  technician.doNow(stepDeed(aDevice(), 'Fallsensor BRK-0412', 'swap', { with: 'd2' }));
  await settled();
  expect(['d1', 'd2'].map((id) => state.get().devices.get(id)?.state)).toEqual(['returned', 'installed']);
});

test('a fault of the service’s own is no refusal: the same again later', async () => {
  const { technician, state, posted, settled, later } = await open({
    [INSTALL]: () => Response.json({ code: 'database-unavailable', status: 503 }, { status: 503 }),
  });
  technician.doNow(install);
  await settled();
  await later();
  expect(posted()).toEqual([INSTALL, INSTALL]);
  expect(state.get().outbox[0]).not.toHaveProperty('refused');
});

test('another who signs in on the phone does not send what is not theirs', async () => {
  const first = await open({ [INSTALL]: away });
  first.technician.doNow(install);
  await first.settled();
  const second = await open({ 'GET /api/me': () => Response.json(LINH) }, first.phone);
  expect(second.posted()).toEqual([]);
  expect(second.state.get().outbox).toHaveLength(1);
});

test('without contact the pages open for whoever was last here; signed out, for nobody', async () => {
  const { phone } = await open();
  const later = await open({ 'GET /api/me': away }, phone);
  expect(later.state.get().session).toMatchObject({ kind: 'signed-in', me: { name: 'Tor Brekkeli' } });
  await later.technician.signOut();
  const after = await open({ 'GET /api/me': away }, phone);
  expect(after.state.get().session.kind).toBe('unreachable');
});

test('who has no business here is told so, and a session that is over leads to the sign-in page', async () => {
  const operator = await open({ 'GET /api/me': () => Response.json(KARI) });
  expect(operator.state.get().session.kind).toBe('no-access');
  const over = await open({ 'GET /api/me': () => new Response(null, { status: 401 }) });
  expect(over.state.get().session.kind).toBe('signed-out');
});
