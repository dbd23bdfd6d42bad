import { type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from '../config/index.ts';

/**
 * Log lines go to stderr: stdout is for what a person asked for. JSON for machines, plain lines for a terminal.
 * fatal: the process ends. error: somebody lost something. warn: somebody should look. info: what an operator
 * would tell of the day. debug: what a developer needs.
 */
export function createLogger(level: Config['logLevel']): Logger {
  const options = {
    level,
    base: null,
    // A failure is mostly explained by its cause; both are written out.
    errorKey: 'error',
    serializers: { error: pino.stdSerializers.errWithCause },
  };
  const stderr = process.stderr.fd;
  if (!process.stderr.isTTY) return pino(options, pino.destination({ dest: stderr, sync: true }));
  return pino(
    options,
    PinoPretty({
      destination: stderr,
      sync: true,
      translateTime: 'HH:MM:ss.l',
      errorLikeObjectKeys: ['error'],
    }),
  );
}
