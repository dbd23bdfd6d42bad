import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from './ffmpeg-binary.ts';
import { ffmpeg } from './test-support/programs.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-ffmpeg-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds one with its version', async (context) => {
  context.skip(!ffmpeg, 'needs ffmpeg');
  const found = await findFfmpeg(undefined);
  expect(found).toMatchObject({ is: 'found', binary: { version: expect.stringMatching(/./) as string } });
  if (found.is === 'found') expect(found.binary.major).toBeGreaterThanOrEqual(4);
});

it('takes the one that is named', async (context) => {
  if (!ffmpeg) return context.skip('needs ffmpeg');
  expect(await findFfmpeg(ffmpeg.path)).toEqual({ is: 'found', binary: ffmpeg });
});

const encoderless = '#!/bin/sh\necho "ffmpeg version 9.1 Copyright"\n';

it.each([
  ['is not there', undefined],
  ['is no FFmpeg', '#!/bin/sh\necho hello\n'],
  ['has no libx264', encoderless],
  ['fails', '#!/bin/sh\nexit 3\n'],
])('says which variable names one that %s, and looks for no other', async (what, script) => {
  const path = join(folder, what.replaceAll(' ', '-'));
  if (script !== undefined) await writeFile(path, script).then(() => chmod(path, 0o755));
  expect(await findFfmpeg(path)).toEqual({
    is: 'missing',
    reason: `FFMPEG_PATH names ${path}, which does not run as FFmpeg with libx264.`,
  });
});
