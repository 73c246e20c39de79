import { sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const YEAR_SECONDS = 31_536_000;

/** Files under assets/ have their hash in the name: another content is another file. */
const cacheControl = (path: string): string =>
  path.includes(`${sep}assets${sep}`) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-store';

/** The built console. A path that is neither a file nor the service's own is a page, and its router's matter. */
export const serveConsole = async (app: FastifyInstance, dir: string): Promise<void> => {
  await app.register(fastifyStatic, {
    root: dir,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', cacheControl(path));
    },
  });
};

/** Is it a page somebody opens, rather than a file or a call that does not exist? */
export const isPage = (method: string, url: string): boolean => {
  const path = url.split('?', 1)[0] ?? '/';
  const own = ['/api', '/auth', '/healthz', '/readyz', '/metrics', '/assets'];
  if (method !== 'GET' || own.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) return false;
  return !path.split('/').at(-1)?.includes('.');
};
