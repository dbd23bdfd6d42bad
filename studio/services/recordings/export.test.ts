import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ffmpegPath, play } from './test-media.ts';
import { SECONDS, trialForEach } from './test-surroundings.ts';

const trial = trialForEach();

describe('an export', () => {
  it('is an MP4 with the picture as it was, named after the recording', async () => {
    const recordingId = await trial.recorded();
    const file = trial.fileOf(recordingId, 'Waves light sound 2026-11-21.mp4');
    expect(await trial.exported({ recordingId })).toMatchObject({ is: 'done', file });
    const { complaints, durationMs, codecs } = play(file);
    expect(complaints).toBe('');
    expect(codecs).toEqual(['h264', 'aac']);
    expect(Math.abs(durationMs - SECONDS * 1000)).toBeLessThan(150);
    expect(await trial.exported({ recordingId })).toMatchObject({ file: file.replace('.mp4', ' (2).mp4') });
  });

  it('can be trimmed, with the chapters that lie in what is left', async () => {
    const recordingId = await trial.recorded();
    const chapters = [
      { atMs: 0, title: 'Start' },
      { atMs: 3000, title: 'Slits; and = signs' },
    ];
    const state = await trial.exported({ recordingId, fromMs: 2000, toMs: 5000, chapters });
    const file = state?.is === 'done' ? state.file : '';
    const { durationMs } = play(file);
    expect(Math.abs(durationMs - 3000)).toBeLessThan(150);
    const metadata = execFileSync(ffmpegPath, ['-v', 'error', '-i', file, '-f', 'ffmetadata', '-'], {
      encoding: 'utf8',
    });
    expect([...metadata.matchAll(/^(?:START|title)=(.*)$/gm)].map(([, value]) => value)).toEqual([
      '0',
      'Start',
      '1000',
      'Slits\\; and \\= signs',
    ]);
  });

  it('can be the sound alone, of the programme or of the microphone', async () => {
    const recordingId = await trial.recorded();
    for (const trackId of ['programme-1', 'microphone-1']) {
      const state = await trial.exported({ recordingId, trackId, form: 'm4a' });
      expect(state).toMatchObject({ is: 'done', file: expect.stringMatching(/\.m4a$/) });
      expect(play(state?.is === 'done' ? state.file : '').codecs).toEqual(['aac']);
    }
  });

  it('can have its loudness evened out, to −16 LUFS', async () => {
    const recordingId = await trial.recorded();
    const state = await trial.exported({ recordingId, form: 'm4a', isLoudnessEven: true });
    expect(state).toMatchObject({ is: 'done' });
    const file = state?.is === 'done' ? state.file : '';
    const said = spawnSync(ffmpegPath, ['-i', file, '-af', 'ebur128', '-f', 'null', '-'], {
      encoding: 'utf8',
    });
    const loudness = Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(said.stderr)?.[1]);
    expect(Math.abs(loudness + 16)).toBeLessThan(1);
  });

  it.each([
    ['of a track that is not there', { trackId: 'board-1' }, 'no such track'],
    ['of nothing', { fromMs: 4000, toMs: 4000 }, 'Nothing lies between'],
    ['of what is behind the end', { fromMs: 60_000 }, 'Nothing lies between'],
  ])('%s is refused in words', async (_, form, words) => {
    const recordingId = await trial.recorded();
    await expect(trial.startExport({ recordingId, ...form })).rejects.toThrow(words);
  });

  it('of a picture where there is only sound fails in words, as does a file that is gone', async () => {
    const recordingId = await trial.recorded();
    expect(await trial.exported({ recordingId, trackId: 'microphone-1' })).toMatchObject({
      text: expect.stringContaining('no picture'),
    });
    await writeFile(trial.fileOf(recordingId, 'microphone-1.webm'), 'no sound at all');
    expect(await trial.exported({ recordingId, trackId: 'microphone-1', form: 'm4a' })).toMatchObject({
      is: 'failed',
    });
    await rm(trial.fileOf(recordingId, 'programme-1.mkv'));
    expect(await trial.exported({ recordingId })).toMatchObject({ is: 'failed' });
  });

  it('of what broke off waits until that is recovered', async () => {
    const recordingId = await trial.begin();
    trial.restart();
    await expect(trial.startExport({ recordingId })).rejects.toThrow('Recover it first');
  });

  it('that is cancelled leaves nothing behind', async () => {
    const recordingId = await trial.recorded();
    const first = await trial.startExport({ recordingId, isLoudnessEven: true });
    const second = await trial.startExport({ recordingId });
    await trial.ask('recordings.endExport', second);
    await expect
      .poll(async () => (await trial.ask('recordings.exports', {})).exports[0]?.state.is, { interval: 5 })
      .toBe('running');
    await expect(trial.ask('recordings.delete', { recordingId })).rejects.toThrow('being exported');
    await trial.ask('recordings.endExport', first);
    expect(await trial.ended(first.exportId)).toEqual({ is: 'cancelled' });
    expect(await trial.ended(second.exportId)).toEqual({ is: 'cancelled' });
    expect((await readdir(join(trial.folder, 'recordings', recordingId))).sort()).toEqual([
      'microphone-1.webm',
      'programme-1.mkv',
      'recording.json',
    ]);
    await trial.ask('recordings.endExport', first);
    expect((await trial.ask('recordings.exports', {})).exports).toHaveLength(1);
  });

  it('that ended with its shell is swept away by the next one', async () => {
    const recordingId = await trial.recorded();
    await writeFile(trial.fileOf(recordingId, 'exporting-1-1'), 'half a file');
    trial.restart();
    await trial.only();
    expect(existsSync(trial.fileOf(recordingId, 'exporting-1-1'))).toBe(false);
  });
});
