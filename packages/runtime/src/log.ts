import { type Logger, pino, type SerializedError } from 'pino';

export type Log = Logger;

/** What a database says of the row it refused quotes it: names, a payload. Its code and message are enough. */
const withoutContent = (error: Error): Omit<SerializedError, 'raw'> => {
  const told = pino.stdSerializers.err(error);
  for (const field of ['detail', 'where', 'internalQuery', 'hint']) delete told[field];
  return told;
};

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
    serializers: { err: withoutContent },
    redact: {
      paths: ['name', 'address', 'phone', 'nationalId', 'password', 'payload', '*.password', '*.phone', '*.nationalId'],
      censor: '[redacted]',
    },
  });
