import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { BridgeAnswer, BridgeBody, BridgeReply } from '../../preload/contract.ts';
import { type ClassAccess, recordingHandlers } from './index.ts';
import { ffmpegPath, makeTrack } from './test-media.ts';

type Name = keyof ReturnType<typeof recordingHandlers>;
type ExportState = BridgeAnswer<'recordings.exports'>['exports'][number]['state'];

export const STARTED_AT_MS: number = Date.UTC(2026, 10, 21, 9, 30);
export const SECONDS = 6;
export const GB = 1_000_000_000;

/** A shell over a folder of its own, made anew for each test. */
class RecordingsTrial {
  freeBytes = 100 * GB;
  folder = '';
  media: Buffer = Buffer.alloc(0);
  sound: Buffer = Buffer.alloc(0);
  /** No class is open, unless a test opens one. */
  access: ClassAccess | undefined;
  #handlers: ReturnType<typeof recordingHandlers>;

  constructor() {
    this.#handlers = this.#shell(ffmpegPath);
  }

  /** As another run of the shell finds it. */
  restart(named: string = ffmpegPath): void {
    this.#handlers = this.#shell(named);
  }

  #shell(ffmpeg: string) {
    return recordingHandlers({
      ...{ folder: join(this.folder, 'recordings'), ffmpegPath: ffmpeg },
      readFreeBytes: async () => this.freeBytes,
      access: {
        current: async () => this.access?.current(),
        token: async () => this.access?.token() ?? { is: 'away' },
      },
      paceMs: 20,
      report: () => {},
    });
  }

  async ask<N extends Name>(name: N, body: BridgeBody<N>): Promise<BridgeAnswer<N>> {
    const handle = this.#handlers[name] as (body: BridgeBody<N>) => Promise<BridgeReply>;
    const reply = await handle(body);
    if (!reply.ok) throw new Error(reply.problem.text);
    return reply.answer as BridgeAnswer<N>;
  }

  async begin(): Promise<string> {
    const asked = { classTitle: 'Waves: light/sound', startedAtMs: STARTED_AT_MS };
    return (await this.ask('recordings.begin', asked)).recordingId;
  }

  openTrack(recordingId: string, source: 'programme' | 'microphone') {
    const mimeType = source === 'programme' ? 'video/x-matroska;codecs=avc1,opus' : 'audio/webm;codecs=opus';
    const track = { trackId: `${source}-1`, source, startedAtMs: STARTED_AT_MS, mimeType };
    return this.ask('recordings.openTrack', { recordingId, track });
  }

  append(recordingId: string, offsetBytes: number, bytes: Uint8Array, trackId = 'programme-1') {
    return this.ask('recordings.append', { recordingId, trackId, offsetBytes, bytes });
  }

  /** One that has ended as it should, with a programme and a microphone. */
  async recorded(): Promise<string> {
    const recordingId = await this.begin();
    await this.openTrack(recordingId, 'programme');
    await this.openTrack(recordingId, 'microphone');
    await this.append(recordingId, 0, this.media);
    await this.append(recordingId, 0, this.sound, 'microphone-1');
    await this.ask('recordings.finish', { recordingId, endedAtMs: STARTED_AT_MS + SECONDS * 1000 });
    return recordingId;
  }

  async only() {
    return (await this.ask('recordings.list', {})).recordings[0];
  }

  fileOf(recordingId: string, name: string): string {
    return join(this.folder, 'recordings', recordingId, name);
  }

  startExport(form: Partial<BridgeBody<'recordings.export'>> & { recordingId: string }) {
    const plain = { trackId: 'programme-1', chapters: [], isLoudnessEven: false };
    return this.ask('recordings.export', { form: 'mp4', ...plain, ...form });
  }

  async ended(exportId: string): Promise<ExportState | undefined> {
    let state: ExportState | undefined;
    const look = async () => {
      const { exports } = await this.ask('recordings.exports', {});
      state = exports.find((job) => job.exportId === exportId)?.state;
      return state?.is;
    };
    await expect.poll(look, { timeout: 20_000, interval: 20 }).not.toMatch(/waiting|running/);
    return state;
  }

  async exported(form: Partial<BridgeBody<'recordings.export'>> & { recordingId: string }) {
    return this.ended((await this.startExport(form)).exportId);
  }
}

/** Sets one up for each test of a file. */
export function trialForEach(): RecordingsTrial {
  const trial = new RecordingsTrial();
  beforeAll(async () => {
    const made = await mkdtemp(join(tmpdir(), 'rostrum-media-'));
    trial.media = makeTrack(made, SECONDS, 'programme');
    trial.sound = makeTrack(made, SECONDS, 'microphone');
    await rm(made, { recursive: true });
  });
  beforeEach(async () => {
    trial.folder = await mkdtemp(join(tmpdir(), 'rostrum-recordings-'));
    trial.freeBytes = 100 * GB;
    trial.access = undefined;
    trial.restart();
  });
  afterEach(() => rm(trial.folder, { recursive: true, force: true }));
  return trial;
}
