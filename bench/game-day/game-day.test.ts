import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from './pure/report.ts';

const entry = new URL('main.ts', import.meta.url).pathname;
const TAKES_MAX_MS = 240_000;

interface Ended {
  readonly code: number;
  readonly said: string;
}

function gameDay(...words: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, ...words], { timeout: TAKES_MAX_MS }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, said: `${stdout}\n${stderr}` }),
    );
  });
}

describe('a game day', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'rostrum-rehearsal-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  // Whether every target is met is the machine's affair; that all of it is tried and told is not.
  it(
    'of half a minute comes to its end, with a report, and exits by its verdict',
    async () => {
      const page = path.join(folder, 'day.html');
      const line = ['--students', '50', '--minutes', '0.5', '--faults', '--report', page];
      const { code, said } = await gameDay(...line);
      expect(said).toContain(page);
      const { passed, rows, faults, seconds } = JSON.parse(
        await readFile(path.join(folder, 'day.json'), 'utf8'),
      ) as Report;
      const of = (start: string) => rows.find(({ what }) => what.startsWith(start));
      expect(code).toBe(passed ? 0 : 1);
      expect(of('Everybody gets in')?.is).toBe('pass');
      expect(of('Everybody gets in')?.seen).toMatch(/^50 of 50;/);
      expect(of('The transcoder is killed')).toMatchObject({ is: 'pass' });
      expect(of('The rehearsal goes as planned')).toBeUndefined();
      expect(of('Every answer counts once')).toMatchObject({ is: 'pass' });
      expect(of('Every page tells the same')).toMatchObject({
        seen: '50 compared, 0 different, 0 not there',
        is: 'pass',
      });
      expect(of('How late the picture is')?.is).not.toBe('left-out');
      expect(of('The server')?.why).toBe('The rehearsal was too short for it.');
      expect(faults.map(({ kind }) => kind)).toEqual(['transcoder']);
      expect(seconds.length).toBeGreaterThan(20);
      expect(await readFile(page, 'utf8')).toContain('Game day: 50 students');
    },
    TAKES_MAX_MS,
  );

  it('says what is wrong with its words, and how to put them', async () => {
    const { code, said } = await gameDay('--students', 'many');
    expect(code).toBe(1);
    expect(said).toContain('--students is a whole number');
    expect(said).toContain('npm run game-day');
  });
});
