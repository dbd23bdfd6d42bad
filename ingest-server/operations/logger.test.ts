import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createLogger, setLogLevel } from './logger.ts';

const door = new URL('./index.ts', import.meta.url).href;

function record(level: Parameters<typeof createLogger>[0] = 'info') {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger(level, { write: (line) => void lines.push(JSON.parse(line) as never) });
  return { logger, lines, text: () => JSON.stringify(lines) };
}

it('nothing that opens anything is ever written down, at whatever depth a line has it', () => {
  const { logger, text } = record();
  const secrets = {
    token: 'north-1',
    password: 'north-2',
    key: 'north-3',
    authorization: 'Bearer north-4',
    cookie: 'rostrum-1=north-5',
  };
  logger.info(secrets, 'at the top');
  logger.info({ request: { headers: { ...secrets, 'set-cookie': 'north-6' } } }, 'in a request');
  logger.child({ personId: 'ada', token: 'north-7' }).info({ session: secrets }, 'of a child');
  const error = Object.assign(new Error('no'), { config: { password: 'north-8' } });
  logger.error({ error }, 'in an error');
  expect(text()).not.toContain('north');
  expect(text()).toContain('[secret]');
  expect(text()).toContain('"personId":"ada"');
});

it('what is not secret stays readable, also the key of a file', () => {
  const { logger, lines } = record();
  logger.warn({ classId: 'c1', key: 'media/c1/s1/720p/4.m4s', at: 5 }, 'lost');
  expect(lines[0]).toMatchObject({ classId: 'c1', key: 'media/c1/s1/720p/4.m4s', at: 5, msg: 'lost' });
});

it('an address is written without what lets somebody in', () => {
  const { logger, lines } = record();
  logger.warn({ address: '/live/c1/~a.b/main.m3u8?_HLS_msn=1', url: '/api/join?key=north' }, 'failed');
  expect(lines[0]).toMatchObject({ address: '/live/c1/~…/main.m3u8', url: '/api/join' });
});

it('an error is written with its cause', () => {
  const { logger, lines } = record();
  logger.error({ error: new Error('boom', { cause: new Error('fuse') }) }, 'failed');
  expect(lines[0]).toMatchObject({ error: { message: 'boom', cause: { message: 'fuse' } } });
});

it('how much is said can be changed while it runs, also by what was made of it before', () => {
  const { logger, lines } = record('info');
  const child = logger.child({ classId: 'c1' });
  child.debug({}, 'hidden');
  setLogLevel(logger, 'debug');
  child.debug({}, 'shown');
  setLogLevel(logger, 'warn');
  child.info({}, 'hidden again');
  expect(lines.map(({ msg }) => msg)).toEqual(['shown']);
});

it('SIGUSR2 turns debug lines on and off again', async (context) => {
  if (process.platform === 'win32') context.skip('needs posix');
  const program = `
    import { createLogger, installLevelSwitch } from ${JSON.stringify(door)};
    const logger = createLogger('info');
    installLevelSwitch(logger);
    let asked = 0;
    const ask = () => process.kill(process.pid, 'SIGUSR2');
    process.on('SIGUSR2', () => {
      logger.debug({}, 'after signal ' + (asked += 1));
      if (asked === 2) process.exit(0);
      ask();
    });
    setInterval(() => {}, 1000);
    logger.debug({}, 'before');
    ask();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += String(data)));
  await once(child, 'close');
  const messages = stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg);
  expect(messages).toEqual(['debug lines are on', 'after signal 1', 'debug lines are off']);
});
