import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Constant messages, fields beside them. The redaction is a net under the rule, not the rule: nothing about a
 * person is ever passed to a log.
 */
export const createLog = (process: string, level: string): Log =>
  pino({
    level,
    base: { process },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ['name', 'address', 'phone', 'nationalId', 'password', 'payload', '*.password', '*.phone', '*.nationalId'],
      censor: '[redacted]',
    },
  });
