import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Encoders } from './encoders.ts';
import { Lifeline } from './lifeline.ts';
import { videoLadder } from './pure/ladder.ts';
import { ffmpeg } from './test-support/programs.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'rostrum-encoders-'))));
const lifeline = new Lifeline(() => undefined);
afterAll(async () => {
  lifeline.close();
  await rm(folder, { recursive: true, force: true });
});

const listed = (...names: string[]) => names.map((name) => ` V....D ${name} of some maker`).join('\n');

/** A program in FFmpeg's place: `works` are the encoders that do, and what they say. */
async function program(name: string, listing: string, works: Record<string, string>): Promise<string> {
  const path = join(folder, name);
  const cases = Object.entries(works).map(
    ([encoder, said]) => `  *" -c:v ${encoder} "*) echo "${said}" >&2 ;;`,
  );
  const script = [
    '#!/bin/sh',
    'case "$*" in',
    `  *-encoders) echo "${listing}" ;;`,
    ...cases,
    '  *) echo "no device" >&2; exit 1 ;;',
    'esac',
  ];
  await writeFile(path, script.join('\n'));
  await chmod(path, 0o755);
  return path;
}

interface Said {
  text: string;
  facts: object;
}

async function probed(path: string, signal = new AbortController().signal): Promise<[Encoders, Said[]]> {
  const said: Said[] = [];
  const note = (facts: object, text: string) => void said.push({ text, facts });
  const encoders = await Encoders.probe({
    ffmpeg: { path, version: '5.1', major: 5 },
    ...{ cores: 2, lifeline, signal, logger: { info: note, warn: note } },
  });
  return [encoders, said];
}

const ladder = videoLadder({ width: 1280, height: 720, framesPerSecond: 30 }, 2);
const fast = 'bench: utime=0.900s stime=0.100s rtime=0.500s';
const slow = 'bench: utime=3.900s stime=0.100s rtime=2.000s';

describe('Encoders', () => {
  it('HLS-68 takes the first device that encodes, and libx264 once that failed', async () => {
    const listing = listed('libx264', 'h264_nvenc', 'h264_qsv', 'h264_vaapi');
    const [encoders, said] = await probed(await program('qsv', listing, { h264_qsv: '', h264_vaapi: '' }));
    expect(encoders.h264).toBe('h264_qsv');
    encoders.giveUpHardware('libx264', 'killed');
    expect(encoders.h264).toBe('h264_qsv');
    encoders.giveUpHardware('h264_qsv', 'device lost');
    encoders.giveUpHardware('h264_qsv', 'device lost');
    expect(encoders.h264).toBe('libx264');
    expect(said.map(({ text }) => text)).toEqual([
      'encoders were tried',
      'the hardware encoder failed: libx264 takes its place',
    ]);
  });

  it('HLS-68 keeps to libx264 where what is named has no device behind it', async () => {
    const [encoders] = await probed(await program('none', listed('libx264', 'h264_vaapi', 'libsvtav1'), {}));
    expect(encoders.facts).toEqual({ h264: 'libx264', av1: undefined });
    expect(encoders.av1For(ladder)).toBeUndefined();
  });

  it('HLS-67 has AV1 where an encoder keeps up, and says how fast it is', async () => {
    const [encoders, said] = await probed(await program('svt', listed('libsvtav1'), { libsvtav1: fast }));
    const av1 = {
      encoder: 'libsvtav1',
      width: 1280,
      height: 720,
      framesPerSecond: 30,
      speedX: 4,
      cpuPerS: 0.5,
    };
    expect(encoders.facts.av1).toEqual(av1);
    expect(said[0]?.facts).toMatchObject({ av1 });
    expect(encoders.av1For(ladder)?.rungs.map(({ name }) => name)).toEqual(['av1-720', 'av1-360']);
    expect(encoders.av1For(ladder, 1)?.rungs.map(({ name }) => name)).toEqual(['av1-720']);
  });

  it('HLS-67 has none where the encoder is too slow, even tried again', async () => {
    const [encoders] = await probed(await program('slow', listed('libsvtav1'), { libsvtav1: slow }));
    expect(encoders.facts.av1?.speedX).toBe(1);
    expect(encoders.av1For(ladder.slice(0, 1))).toBeUndefined();
  });

  it('takes a software encoder that keeps up where the device does not', async () => {
    const listing = listed('av1_vaapi', 'libsvtav1');
    const [encoders] = await probed(await program('two', listing, { av1_vaapi: slow, libsvtav1: fast }));
    expect(encoders.facts.av1?.encoder).toBe('libsvtav1');
  });

  it('finds nothing where FFmpeg fails, and ends when it is told to', async () => {
    const [encoders, said] = await probed(join(folder, 'nothing-here'));
    expect([encoders.h264, encoders.facts.av1, said[0]?.text]).toEqual([
      'libx264',
      undefined,
      'FFmpeg does not list its encoders',
    ]);
    const [stopped] = await probed(await program('stopped', listed('libsvtav1'), {}), AbortSignal.abort());
    expect(stopped.facts.av1).toBeUndefined();
  });

  it('tries those of this machine', async (context) => {
    if (!ffmpeg) return context.skip('needs ffmpeg');
    const [encoders, said] = await probed(ffmpeg.path);
    expect(said.at(-1)?.text).toBe('encoders were tried');
    const { av1 } = encoders.facts;
    if (av1) expect(av1.speedX).toBeGreaterThan(0.05);
  });
});
