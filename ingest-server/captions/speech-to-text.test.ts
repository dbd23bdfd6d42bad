import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Lifeline, findFfmpeg } from '../broadcast/index.ts';
import type { TimedText } from './pure/speech.ts';
import { SpeechToText } from './speech-to-text.ts';

const run = promisify(execFile);
const found = await findFfmpeg(process.env['FFMPEG_PATH']);
const ffmpegPath = found.is === 'found' ? found.binary.path : '';
const double = join(import.meta.dirname, 'test-support/hear.test-entry.ts');
const BEGAN_MS = 1_800_000_000_000;
const SEGMENT_MS = 2_000;

let init: Buffer;
let segments: Buffer[];
beforeAll(async () => {
  if (ffmpegPath === '') return;
  const sound = [
    '-f',
    'lavfi',
    '-i',
    'sine=440:r=48000',
    '-t',
    '18',
    '-ac',
    '2',
    '-c:a',
    'aac',
    '-b:a',
    '96k',
  ];
  const cut = [
    '-f',
    'mp4',
    '-movflags',
    '+empty_moov+default_base_moof',
    '-frag_duration',
    '2000000',
    'pipe:1',
  ];
  const { stdout } = await run(ffmpegPath, ['-v', 'error', ...sound, ...cut], { encoding: 'buffer' });
  const begins: number[] = [];
  for (let at = stdout.indexOf('moof'); at >= 0; at = stdout.indexOf('moof', at + 1)) begins.push(at - 4);
  init = stdout.subarray(0, begins[0]);
  segments = begins.map((at, i) => stdout.subarray(at, begins[i + 1]));
});

let lifeline: Lifeline;
let tap: SpeechToText | undefined;
let nowMs: number;
let language: string | undefined;
let lines: TimedText[];
let said: string[];
beforeEach((context) => {
  context.skip(ffmpegPath === '', 'needs ffmpeg');
  lifeline = new Lifeline(() => undefined);
  [nowMs, language, lines, said] = [0, 'de', [], []];
});
afterEach(() => {
  tap?.close();
  lifeline?.close();
});

function listen(how = 'well'): SpeechToText {
  tap = new SpeechToText({
    command: [process.execPath, double, how],
    ...{ ffmpegPath, lifeline },
    language: () => language,
    now: () => nowMs,
    logger: { info: (_, text) => said.push(text), warn: (_, text) => said.push(text) },
    handleLines: (heard) => lines.push(...heard),
  });
  tap.addInit(0, init);
  return tap;
}

function play(to: SpeechToText, index: number, run = 0): void {
  const segment = segments[index % segments.length];
  if (segment) to.addSegment({ run, wallMs: BEGAN_MS + index * SEGMENT_MS, parts: [segment] });
}

const heard = (count: number) =>
  vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(count), { timeout: 20_000, interval: 20 });

describe('a speech-to-text program', () => {
  it('HLS-86 is given the sound, and its lines stand where the sound was', async () => {
    const its = listen();
    for (const index of segments.keys()) play(its, index);
    await heard(6);
    expect(lines[0]).toEqual({ text: 'second 1 in de', from: BEGAN_MS, until: BEGAN_MS + 1_000 });
    expect(lines[5]).toEqual({ text: 'second 6 in de', from: BEGAN_MS + 5_000, until: BEGAN_MS + 6_000 });
    expect(said.filter((text) => text.includes('ended'))).toEqual([]);
  });

  it('HLS-86 that dies is begun again after a while, on the same sound', async () => {
    const its = listen('dies');
    play(its, 0);
    await vi.waitFor(() => expect(said.join()).toContain('is begun again'), { timeout: 20_000 });
    const before = lines.length;
    play(its, 1);
    nowMs += 1_000;
    play(its, 2);
    play(its, 3);
    await heard(before + 1);
    expect(lines.at(-1)).toEqual({
      ...{ text: 'second 1 in de', from: BEGAN_MS + 4_000, until: BEGAN_MS + 5_000 },
    });
  });

  it('HLS-86 that isn’t there, or prints what is no line, costs a line in the log and nothing else', async () => {
    const its = listen('nonsense');
    for (const index of segments.keys()) play(its, index);
    await heard(1);
    expect(said.filter((text) => text.includes('no line of speech'))).toHaveLength(1);
    its.close();
    const gone = new SpeechToText({
      ...{ command: ['/nowhere/to/hear'], ffmpegPath, lifeline, language: () => 'de', now: () => 0 },
      logger: { info: () => undefined, warn: (_, text) => said.push(text) },
      handleLines: () => undefined,
    });
    gone.addInit(0, init);
    play(gone, 0);
    await vi.waitFor(() => expect(said.join()).toContain('is begun again'), { timeout: 20_000 });
    gone.close();
  });

  it('begins anew with the language that is chosen, and rests where there is none', async () => {
    const its = listen();
    play(its, 0);
    play(its, 1);
    await heard(1);
    language = undefined;
    play(its, 2);
    language = 'fr';
    const before = lines.length;
    for (const index of [3, 4, 5]) play(its, index);
    await heard(before + 1);
    expect(lines.slice(before).map(({ text }) => text)).toContain('second 1 in fr');
    expect(lines.at(before)?.from).toBe(BEGAN_MS + 3 * SEGMENT_MS);
  });

  it('goes on over another run of the transcoder', async () => {
    const its = listen();
    play(its, 0);
    play(its, 1);
    await heard(3);
    its.addInit(1, init);
    for (const index of [10, 11, 12]) play(its, index, 1);
    await vi.waitFor(() => expect(lines.some(({ from }) => from >= BEGAN_MS + 10 * SEGMENT_MS)).toBe(true), {
      timeout: 20_000,
    });
  });
});
