import type { Logger } from 'pino';

/** A bug that nobody caught: the state can't be trusted, the log on disk can. Say it, and start anew. */
export function installSafetyNet(logger: Logger): void {
  process.on('uncaughtException', (error, origin) => {
    logger.fatal({ error, origin }, 'a bug ended the server');
    process.exit(1);
  });
}
