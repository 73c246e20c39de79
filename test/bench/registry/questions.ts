import { query } from '../../harness/record.ts';
import { seededDraw } from '../../harness/seeded-draw.ts';

/** One request; where it looks for something, that has to be in the answer. */
export type Question = { readonly path: string; readonly expected?: string };

/** `floor`: what nothing can be quicker than. */
export type Asked = {
  readonly kind: 'floor' | 'list' | 'search' | 'worklist';
  readonly name: string;
  readonly questions: readonly Question[];
};

type Sample = {
  readonly id: string;
  readonly serial: string;
  readonly profile: string;
  readonly resident: string;
  readonly given: string;
  readonly family: string;
  readonly home: string;
  readonly street: string;
  readonly number: string;
  readonly decision: string;
  readonly decisionId: string;
};

const SAMPLES = `
  select device.id, device.serial, device.profile, resident.id as resident, resident.given_name as given,
    resident.family_name as family, home.id as home, home.street, home.house_number as number,
    decision.number as decision, decision.id as "decisionId"
  from (select * from device where municipality_id = '4601' and resident_id is not null
        order by md5(serial) limit $1) device
  join resident on resident.id = device.resident_id join home on home.id = resident.home_id
  join decision on decision.resident_id = resident.id`;

const LETTERS = 'abcdefghijklmnoprstuvyæøå';

/** A letter too many, one missing, another one, or two that changed places; never at the very beginning. */
const mistype = (text: string, signs: string, draw: () => number): string => {
  const at = 1 + Math.floor(draw() * (text.length - 2));
  const sign = signs.charAt(Math.floor(draw() * signs.length));
  const [before, here, next] = [text.slice(0, at), text.charAt(at), text.charAt(at + 1)];
  const slips = [before + sign + text.slice(at), before + text.slice(at + 1), before + sign + text.slice(at + 1)];
  const swapped = before + next + here + text.slice(at + 2);
  return [...slips, swapped][Math.floor(draw() * 4)] ?? text;
};

const search = (q: string, expected?: string): Question => ({
  path: `/api/search?q=${encodeURIComponent(q)}`,
  ...(expected === undefined ? {} : { expected }),
});

const searches = (samples: readonly Sample[], draw: () => number): Asked[] => {
  const asked = (name: string, of: (sample: Sample) => Question): Asked => ({
    ...{ kind: 'search', name, questions: samples.map(of) },
  });
  return [
    asked('serial number, whole', ({ serial, id }) => search(serial, id)),
    asked('serial number, its first five digits', ({ serial }) => search(serial.slice(0, -3))),
    asked('serial number, one fault', ({ serial, id }) => {
      const [kind = '', digits = ''] = serial.split('-');
      return search(`${kind}-${mistype(digits, '0123456789', draw)}`, id);
    }),
    asked('name, whole', ({ given, family }) => search(`${given} ${family}`, `${given} ${family}`)),
    asked('name, family first, the given begun', ({ given, family }) => search(`${family} ${given.slice(0, 2)}`)),
    asked('name, one fault in each word', ({ given, family }) =>
      search(`${mistype(given, LETTERS, draw)} ${mistype(family, LETTERS, draw)}`, `${given} ${family}`),
    ),
    asked('name, two letters', ({ family }) => search(family.slice(0, 2))),
    asked('address, the street begun, and its number', ({ street, number }) =>
      search(`${street.slice(0, 7)} ${number}`, `${street} ${number}`),
    ),
    asked('address, one fault', ({ street, number }) =>
      search(`${mistype(street, LETTERS, draw)} ${number}`, `${street} ${number}`),
    ),
    asked('decision number, whole', ({ decision, decisionId }) => search(decision, decisionId)),
    asked('decision number, one fault', ({ decision }) =>
      search(`2026/${mistype(decision.slice(5), '0123456789', draw)}`),
    ),
    asked('nothing there is', ({ given }, at = draw()) =>
      search(`${given.slice(0, 3)}qxz ${Math.floor(at * 1e6)} zzyx`),
    ),
  ];
};

const STATES = ['in-service', 'in-stock', 'in-repair', 'installed', 'retired', 'prepared', 'returned'];
const KINDS = ['silent', 'battery', 'fault', 'installation', 'test-missing', 'service-due', 'collection'];
const PROFILES = ['social-alarm', 'camera', 'medicine-cabinet', 'mobile-alarm', 'smoke-detector', 'e-lock'];
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

const lists = (samples: readonly Sample[]): Asked[] => {
  const asked = (name: string, of: (sample: Sample, at: number) => string): Asked => ({
    ...{ kind: 'list', name, questions: samples.map((sample, at) => ({ path: of(sample, at) })) },
  });
  const name = ({ family }: Sample, letters: number): string => encodeURIComponent(family.slice(0, letters));
  const cursor = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return [
    asked('devices, a page anywhere', ({ serial, id }) => `/api/devices?cursor=${cursor({ serial, id })}`),
    asked('devices, serial number begun', ({ serial }) => `/api/devices?serial=${serial.slice(0, -4)}`),
    asked('devices, kind', (_, at) => `/api/devices?profile=${pick(PROFILES, at)}`),
    asked('devices, state', (_, at) => `/api/devices?state=${pick(STATES, at)}`),
    asked('devices, kind and state', (_, at) => `/api/devices?profile=${pick(PROFILES, at)}&state=${pick(STATES, at)}`),
    asked('devices of a resident', ({ resident }) => `/api/devices?resident=${resident}`),
    asked(
      'residents, a page anywhere',
      ({ family, given, resident }) => `/api/residents?cursor=${cursor({ name: `${family}, ${given}`, id: resident })}`,
    ),
    asked('residents, a name begun', (sample, at) => `/api/residents?name=${name(sample, 1 + (at % 6))}`),
    asked('residents of an area', (_, at) => `/api/residents?area=area-${at % 20}`),
    asked(
      'residents of an area, a name begun',
      (sample, at) => `/api/residents?area=area-${at % 20}&name=${name(sample, 1 + (at % 4))}`,
    ),
    asked('decisions, number begun', ({ decision }) => `/api/decisions?number=${decision.slice(0, -2)}`),
    asked('decisions of a resident', ({ resident }) => `/api/decisions?resident=${resident}`),
    asked('alarms that are open', () => '/api/alarms?queue=technician&limit=100'),
    asked(
      'alarms that are closed',
      (_, at) => `/api/alarms?state=closed&limit=100&colour=${pick(['red', 'blue'], at)}`,
    ),
    asked('alarms of a resident, closed', ({ resident }) => `/api/alarms?state=closed&resident=${resident}`),
    asked('alarms of a device, closed', ({ id }) => `/api/alarms?state=closed&device=${id}`),
    asked(
      'how all of a kind, a firmware or an area fare',
      (_, at) => `/api/reports/devices?by=${pick(['profile', 'firmware', 'area'], at)}`,
    ),
  ];
};

const worklists = (count: number): Asked[] => {
  const asked = (name: string, of: (at: number) => string): Asked => ({
    ...{ kind: 'worklist', name, questions: Array.from({ length: count }, (_, at) => ({ path: of(at) })) },
  });
  return [
    asked('worklist, all of it', () => '/api/worklist'),
    asked('worklist of an area', (at) => `/api/worklist?area=area-${at % 20}`),
    asked('worklist, one kind', (at) => `/api/worklist?kind=${pick(KINDS, at)}`),
  ];
};

/** What is asked, and so many times each, about things by chance; the same for the same register. */
export const makeQuestions = async (databaseUrl: string, count: number): Promise<Asked[]> => {
  const samples = await query<Sample>(databaseUrl, SAMPLES, [count]);
  const draw = seededDraw(7);
  const floor: Asked = {
    ...{ kind: 'floor', name: 'who I am: one row by its key' },
    questions: samples.map(() => ({ path: '/api/me' })),
  };
  return [floor, ...lists(samples), ...searches(samples, draw), ...worklists(samples.length)];
};

/** Rows of a supplier's file; half of them hang at somebody's already. */
export const importFile = (people: readonly string[], rows: number, name: string): string => {
  const lines = Array.from({ length: rows }, (_, at) => {
    const resident = at % 2 === 0 ? (people[at % people.length] ?? '') : '';
    return `door-sensor;${name}-${String(at * 7919).padStart(9, '0')};${resident};${resident === '' ? '' : 'Ytterdør'}`;
  });
  return ['profil;serienummer;beboer;plassering', ...lines].join('\r\n');
};
