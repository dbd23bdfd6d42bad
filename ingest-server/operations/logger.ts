import { type DestinationStream, type Logger, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from '../config/index.ts';
import { addressWithoutSecrets, censored, secretPaths } from './pure/secrets.ts';

type Level = Config['logLevel'];

/**
 * Log lines go to stderr: stdout is for what a person asked for. JSON for machines, plain lines for a terminal.
 * fatal: the process ends. error: somebody lost something. warn: somebody should look. info: what an operator
 * would tell of the day. debug: what a developer needs. `destination`: in place of stderr.
 */
export function createLogger(level: Level, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    // A failure is mostly explained by its cause; both are written out.
    errorKey: 'error',
    serializers: { error: pino.stdSerializers.errWithCause, address: writtenAddress, url: writtenAddress },
    redact: { paths: [...secretPaths], censor: censored },
  };
  if (destination) return pino(options, destination);
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

/** From now on; also for loggers that were made out of this one before. */
export function setLogLevel(logger: Logger, level: Level): void {
  logger.level = level;
}

/** SIGUSR2 turns debug lines on, and off again: a lecture need not be stopped to see more of it. */
export function installLevelSwitch(logger: Logger): void {
  // Windows knows no such signal.
  if (process.platform === 'win32') return;
  const atFirst = logger.level as Level;
  const usual = atFirst === 'debug' || atFirst === 'trace' ? 'info' : atFirst;
  process.on('SIGUSR2', () => {
    const isOn = logger.level === 'debug';
    if (isOn) logger.info({ now: usual }, 'debug lines are off');
    setLogLevel(logger, isOn ? usual : 'debug');
    if (!isOn) logger.info({ now: 'debug' }, 'debug lines are on');
  });
}

function writtenAddress(address: unknown): unknown {
  return typeof address === 'string' ? addressWithoutSecrets(address) : address;
}
