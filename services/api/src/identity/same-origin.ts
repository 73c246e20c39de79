import type { FastifyRequest } from 'fastify';

const hostOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).host : null);

/**
 * Did a page of ours send this? Asked of every write that carries the session cookie, which a browser also sends
 * along from elsewhere. A request that does not say where it comes from is not ours.
 */
export const isSameOrigin = (request: FastifyRequest, publicUrl: string): boolean => {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const host = hostOf(origin);
  return host !== null && (host === request.headers.host || host === hostOf(publicUrl));
};
