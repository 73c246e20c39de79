/** SQLSTATE classes and codes, and socket errors, that say nothing of the request: the database was not there. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '25006', // a server that became read-only: a replica not yet promoted
  '53300', // too many connections
  '57014', // the statement's limit
  '57P01',
  '57P02',
  '57P03',
]);

/** What pg throws without a code. */
const MESSAGES = ['Connection terminated', 'timeout exceeded when trying to connect', 'Client has encountered'];

export const isDatabaseUnavailable = (error: Error & { readonly code?: unknown }): boolean => {
  if (typeof error.code === 'string') return CODES.has(error.code) || error.code.startsWith('08');
  return MESSAGES.some((message) => error.message.startsWith(message));
};
