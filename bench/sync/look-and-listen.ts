import { spawn } from 'node:child_process';
import { clockLayout, decodeClock } from '@rostrum/protocol/clock';
import type { Placed } from '../pure/sync-figures.ts';

// A clock's block is eight pixels wide in this.
const [WIDTH, HEIGHT] = [320, 180];

const ffmpeg = process.env['FFMPEG_PATH'] || 'ffmpeg';

/** Every frame whose burned-in clock can be read. */
export async function look(media: Buffer): Promise<Placed[]> {
  const filters = `scale=${WIDTH}:${HEIGHT}:flags=area,format=gray,showinfo`;
  const { stdout, stderr } = await decode(media, [
    '-vf',
    filters,
    ...passThrough,
    '-f',
    'rawvideo',
    'pipe:1',
  ]);
  const timesS = [...stderr.matchAll(/ n: *\d+ pts: *-?\d+ pts_time:([\d.]+)/g)].map(([, at]) => Number(at));
  const now = Date.now();
  return timesS.flatMap((atS, i) => {
    const frame = stdout.subarray(i * WIDTH * HEIGHT, (i + 1) * WIDTH * HEIGHT);
    if (frame.length < WIDTH * HEIGHT) return [];
    const madeAtMs = decodeClock(
      clockLayout(WIDTH).map((block) => brightness(frame, block)),
      now,
    );
    return madeAtMs === undefined ? [] : [{ madeAtMs, mediaMs: atS * 1000 }];
  });
}

/** A beep lasts for a tenth of a second. */
const [BEEP_MIN_S, BEEP_MAX_S] = [0.05, 0.2];

/** Where beeps begin, in milliseconds of the media’s own clock. */
export async function listen(media: Buffer): Promise<number[]> {
  const { stderr } = await decode(media, ['-af', 'silencedetect=n=-30dB:d=0.2', '-f', 'null', '-']);
  const turns = [...stderr.matchAll(/silence_(start|end): ?([\d.]+)/g)].map(([, is, at]) => ({
    is,
    atS: Number(at),
  }));
  return turns.flatMap(({ is, atS }, i) => {
    // Silence is also said to end where the media does: what no other silence follows was no beep.
    const next = turns[i + 1];
    const lastsS = is === 'end' && next ? next.atS - atS : 0;
    return lastsS > BEEP_MIN_S && lastsS < BEEP_MAX_S ? [atS * 1000] : [];
  });
}

const passThrough = ['-vsync', 'passthrough'];

function brightness(frame: Buffer, block: { x: number; y: number; width: number; height: number }): number {
  // The middle of it: its edges are blurred.
  const [left, top] = [Math.round(block.x + block.width / 4), Math.round(block.y + block.height / 4)];
  const side = Math.floor(block.width / 2);
  let sum = 0;
  for (let y = top; y < top + side; y += 1) {
    for (let x = left; x < left + side; x += 1) sum += frame[y * WIDTH + x] ?? 0;
  }
  return sum / side ** 2;
}

function decode(media: Buffer, options: readonly string[]): Promise<{ stdout: Buffer; stderr: string }> {
  const given = ['-hide_banner', '-nostats', '-copyts', '-i', 'pipe:0', ...options];
  // Behind everything that is measured: a lecture on the same processors would be the later for it.
  const child = spawn('nice', ['-n', '19', ffmpeg, ...given], { stdio: ['pipe', 'pipe', 'pipe'] });
  const [out, said]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(media);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () =>
      resolve({ stdout: Buffer.concat(out), stderr: Buffer.concat(said).toString() }),
    );
  });
}
