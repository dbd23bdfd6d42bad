import type { Page } from '@playwright/test';
import { type ClockBlock, clockLayout } from '@rostrum/protocol/clock';

/** From beep to beep, over and over: with equal ones a delay by a whole one of them could not be seen. */
const BEEP_GAPS_MS = [900, 1_100, 1_300] as const;
/** When each of a round begins in it, and how long a round is. */
const BEEPS_AT_S = BEEP_GAPS_MS.map((_, i) => sumOf(BEEP_GAPS_MS.slice(0, i)) / 1000);
const ROUND_S = sumOf(BEEP_GAPS_MS) / 1000;
const CAMERA = { width: 960, height: 540 };

interface BeepingWindow extends Window {
  beeps?: { startsAtS: number; clock: { wallMs: number; contextS: number }[] };
}

/**
 * From now on the page’s camera shows the clock, so that each of its pictures tells when it was taken, and its
 * microphone beeps about once a second, for a tenth of one.
 */
export async function installDevices(page: Page): Promise<void> {
  const blocks = clockLayout(CAMERA.width).map((b) => ({ ...b }));
  await page.addInitScript(install, { ...CAMERA, blocks, beepsAtS: BEEPS_AT_S, roundS: ROUND_S });
}

/** When each beep so far was made, by the wall clock. */
export async function beepTimes(page: Page): Promise<number[]> {
  return (await beepsMade(page)).map(({ madeAtMs }) => madeAtMs);
}

/** A beep by both its clocks: a sound card that stands still for a moment shows in what is between them. */
export interface MadeBeep {
  madeAtMs: number;
  /** By the samples that were played before it. */
  soundMs: number;
}

/** Each beep so far. */
export async function beepsMade(page: Page): Promise<MadeBeep[]> {
  const { startsAtS, clock } = await page.evaluate(() => {
    const { beeps } = window as BeepingWindow;
    return { startsAtS: beeps?.startsAtS ?? 0, clock: beeps?.clock ?? [] };
  });
  const last = clock.at(-1);
  const made: MadeBeep[] = [];
  for (let beep = 0; last; beep += 1) {
    const round = Math.floor(beep / BEEPS_AT_S.length);
    const atS = startsAtS + round * ROUND_S + (BEEPS_AT_S[beep % BEEPS_AT_S.length] ?? 0);
    if (atS >= last.contextS) break;
    const next = clock.findIndex(({ contextS }) => contextS >= atS);
    const [before, after] = [clock[next - 1], clock[next]];
    if (!before || !after) continue;
    const share = (atS - before.contextS) / (after.contextS - before.contextS || 1);
    made.push({
      madeAtMs: before.wallMs + share * (after.wallMs - before.wallMs),
      soundMs: atS * 1000,
    });
  }
  return made;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

interface DevicesPlan {
  width: number;
  height: number;
  blocks: ClockBlock[];
  beepsAtS: number[];
  roundS: number;
}

// Runs in the page: everything it uses must be inside it.
function install({ width, height, blocks, beepsAtS, roundS }: DevicesPlan): void {
  const wallMs = () => performance.timeOrigin + performance.now();

  function openCamera(): MediaStream {
    const context = new OffscreenCanvas(width, height).getContext('2d', { alpha: false });
    if (!context) throw new Error('no 2d canvas');
    const track = new MediaStreamTrackGenerator({ kind: 'video' });
    const writer = track.writable.getWriter();
    let dueMs = performance.now();
    const take = () => {
      const atMs = wallMs();
      // As protocol/clock has it.
      const value = Math.floor(atMs) % 2 ** 26;
      const bits = [
        ...value.toString(2).padStart(26, '0'),
        ...((value % 61) + 2).toString(2).padStart(6, '0'),
      ];
      context.fillStyle = '#345';
      context.fillRect(0, 0, width, height);
      for (const [i, block] of blocks.entries()) {
        context.fillStyle = bits[i] === '1' ? '#fff' : '#000';
        context.fillRect(block.x, block.y, block.width, block.height);
      }
      // On its way at once, as from a camera: a canvas that is captured gives its picture whenever the page is painted.
      const timestamp = Math.round((atMs - performance.timeOrigin) * 1000);
      void writer.write(new VideoFrame(context.canvas, { timestamp, alpha: 'discard' }));
      dueMs = Math.max(dueMs + 1000 / 30, performance.now());
      setTimeout(take, dueMs - performance.now());
    };
    take();
    return new MediaStream([track]);
  }

  async function openMicrophone(): Promise<MediaStream> {
    const context = new AudioContext({ sampleRate: 48_000 });
    await context.resume();
    const round = context.createBuffer(1, Math.round(roundS * 48_000), 48_000);
    const samples = round.getChannelData(0);
    for (const atS of beepsAtS) {
      const from = Math.round(atS * 48_000);
      for (let i = 0; i < 4_800; i += 1)
        samples[from + i] = 0.5 * Math.sin((i / 48_000) * 2 * Math.PI * 1_000);
    }
    const beeping = new AudioBufferSourceNode(context, { buffer: round, loop: true });
    const output = context.createMediaStreamDestination();
    beeping.connect(output);
    const startsAtS = context.currentTime + 0.5;
    beeping.start(startsAtS);
    const clock: { wallMs: number; contextS: number }[] = [];
    (window as BeepingWindow).beeps = { startsAtS, clock };
    setInterval(() => clock.push({ wallMs: wallMs(), contextS: context.currentTime }), 100);
    return output.stream;
  }

  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const streams = [
      ...(constraints?.audio ? [await openMicrophone()] : []),
      ...(constraints?.video ? [openCamera()] : []),
    ];
    return new MediaStream(streams.flatMap((stream) => stream.getTracks()));
  };
}
