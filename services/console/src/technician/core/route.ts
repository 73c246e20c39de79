import { WORK_KINDS, type WorkKind } from '@varde/domain';
import { TECHNICIANS_HOME } from '../../view/landing.ts';
import { QUESTIONS, type Question } from '../install/question.ts';

/** The page one is on, as the address says it. */
export type Route =
  | { readonly page: 'work'; readonly area?: string; readonly kind?: WorkKind }
  | { readonly page: 'find'; readonly words?: string; readonly scan?: true }
  | { readonly page: 'resident'; readonly id: string }
  | { readonly page: 'device'; readonly id: string }
  /** Without a question: where one left off. */
  | { readonly page: 'install'; readonly id: string; readonly question?: Question }
  | { readonly page: 'test'; readonly id: string }
  | { readonly page: 'unknown' };

const oneOf = <T extends string>(known: readonly T[], value: string | null): T | undefined =>
  known.find((one) => one === value);

const listRoute = (query: URLSearchParams): Route => {
  const area = query.get('omrade');
  const kind = oneOf(WORK_KINDS, query.get('type'));
  return { page: 'work', ...(area ? { area } : {}), ...(kind === undefined ? {} : { kind }) };
};

const findRoute = (query: URLSearchParams): Route => {
  const words = query.get('q');
  return { page: 'find', ...(words ? { words } : {}), ...(query.has('skann') ? { scan: true } : {}) };
};

const deviceRoute = (id: string, rest: string | undefined, query: URLSearchParams): Route => {
  switch (rest) {
    case undefined:
      return { page: 'device', id };
    case 'prove':
      return { page: 'test', id };
    case 'montering': {
      const question = oneOf(QUESTIONS, query.get('steg'));
      return { page: 'install', id, ...(question === undefined ? {} : { question }) };
    }
    default:
      return { page: 'unknown' };
  }
};

export const readRoute = (path: string, search: string): Route => {
  const query = new URLSearchParams(search);
  const [first, id, rest, more] = path.slice(TECHNICIANS_HOME.length).split('/').filter(Boolean);
  if (first === undefined) return listRoute(query);
  if (more !== undefined) return { page: 'unknown' };
  if (first === 'finn' && id === undefined) return findRoute(query);
  if (first === 'beboer' && id !== undefined && rest === undefined) return { page: 'resident', id };
  if (first === 'enhet' && id !== undefined) return deviceRoute(id, rest, query);
  return { page: 'unknown' };
};

const withQuery = (path: string, values: Readonly<Record<string, string | undefined>>): string => {
  const known = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known).toString()}`;
};

export const addressOf = (route: Route): string => {
  switch (route.page) {
    case 'work':
      return withQuery(TECHNICIANS_HOME, { omrade: route.area, type: route.kind });
    case 'find':
      return withQuery(`${TECHNICIANS_HOME}/finn`, { q: route.words, skann: route.scan && '1' });
    case 'resident':
      return `${TECHNICIANS_HOME}/beboer/${route.id}`;
    case 'device':
      return `${TECHNICIANS_HOME}/enhet/${route.id}`;
    case 'install':
      return withQuery(`${TECHNICIANS_HOME}/enhet/${route.id}/montering`, { steg: route.question });
    case 'test':
      return `${TECHNICIANS_HOME}/enhet/${route.id}/prove`;
    case 'unknown':
      return TECHNICIANS_HOME;
  }
};

/** What one calls the same screen: the filters of a list do not make another one of it. */
export const screenOf = (route: Route): string => {
  if (route.page === 'work' || route.page === 'find') return route.page;
  return addressOf(route);
};
