import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { play } from './test-media.ts';
import { GB, SECONDS, STARTED_AT_MS, trialForEach } from './test-surroundings.ts';

const trial = trialForEach();

describe('a recording', () => {
  it('lies on the disk as its chunks came, with its tracks, length and size', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media.subarray(0, 1000));
    expect(await trial.append(recordingId, 1000, trial.media.subarray(1000))).toMatchObject({
      is: 'kept',
      sizeBytes: trial.media.byteLength,
    });
    expect(await trial.only()).toMatchObject({ state: 'recording', title: 'Waves: light/sound' });
    await trial.ask('recordings.finish', { recordingId, endedAtMs: STARTED_AT_MS + 6000 });
    expect(await trial.only()).toMatchObject({
      ...{ state: 'finished', durationMs: 6000, sizeBytes: trial.media.byteLength, wasRecovered: false },
      tracks: [{ trackId: 'programme-1', source: 'programme', durationMs: 6000 }],
    });
    expect(await readFile(trial.fileOf(recordingId, 'programme-1.mkv'))).toEqual(trial.media);
  });

  it('holds a chunk once that was sent twice, and wants the one that is missing', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media.subarray(0, 1000));
    expect(await trial.append(recordingId, 0, trial.media.subarray(0, 1000))).toMatchObject({
      sizeBytes: 1000,
    });
    expect(await trial.append(recordingId, 1500, trial.media)).toEqual({ is: 'gap', sizeBytes: 1000 });
  });

  it('goes on where it was when the shell was started anew', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media.subarray(0, 5000));
    trial.restart();
    expect(await trial.append(recordingId, 5000, trial.media.subarray(5000))).toMatchObject({
      sizeBytes: trial.media.byteLength,
    });
    expect(await readFile(trial.fileOf(recordingId, 'programme-1.mkv'))).toEqual(trial.media);
  });

  it('goes on after its disk could not be written for a moment', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await mkdir(trial.fileOf(recordingId, 'programme-1.mkv'));
    await expect(trial.append(recordingId, 0, trial.media)).rejects.toThrow('EISDIR');
    await rmdir(trial.fileOf(recordingId, 'programme-1.mkv'));
    expect(await trial.append(recordingId, 0, trial.media)).toMatchObject({ is: 'kept' });
  });

  it('is never shorter than nothing, whatever the clock did', async () => {
    const recordingId = await trial.begin();
    await trial.ask('recordings.finish', { recordingId, endedAtMs: STARTED_AT_MS - 60_000 });
    expect(await trial.only()).toMatchObject({ durationMs: 0 });
  });

  it('that was taken away says so', async () => {
    const recordingId = await trial.begin();
    await rm(join(trial.folder, 'recordings'), { recursive: true });
    trial.restart();
    expect(await trial.append(recordingId, 0, trial.media)).toEqual({ is: 'gone' });
  });

  it('can be renamed and deleted, but not while it runs', async () => {
    const running = await trial.begin();
    await expect(trial.ask('recordings.delete', { recordingId: running })).rejects.toThrow('still running');
    await trial.ask('recordings.finish', { recordingId: running, endedAtMs: STARTED_AT_MS });
    await trial.ask('recordings.rename', { recordingId: running, title: 'Interference' });
    expect(await trial.only()).toMatchObject({ title: 'Interference', classTitle: 'Waves: light/sound' });
    await trial.ask('recordings.delete', { recordingId: running });
    expect(await trial.only()).toBeUndefined();
    expect(await readdir(join(trial.folder, 'recordings'))).toEqual([]);
  });
});

describe('the disk’s room', () => {
  it('is told with every chunk, and is low below some gigabytes', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    expect(await trial.append(recordingId, 0, trial.media)).toMatchObject({ room: { level: 'enough' } });
    trial.freeBytes = 3 * GB;
    trial.restart();
    expect(await trial.append(recordingId, 0, trial.media)).toMatchObject({
      room: { level: 'low', freeBytes: 3 * GB },
    });
  });

  it('ends a recording before the disk is full, and begins none', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    trial.freeBytes = 400_000_000;
    trial.restart();
    expect(await trial.append(recordingId, 0, trial.media)).toMatchObject({
      is: 'disk-full',
      room: { level: 'full' },
    });
    await trial.ask('recordings.finish', { recordingId, endedAtMs: STARTED_AT_MS });
    await expect(trial.begin()).rejects.toThrow('The disk is full');
  });

  it('that is no folder is said in words', async () => {
    await writeFile(join(trial.folder, 'recordings'), 'a file where the folder should be');
    await expect(trial.begin()).rejects.toThrow(/recordings’ folder .* can’t be used \(EEXIST|ENOTDIR/);
  });
});

describe('a recording that broke off', () => {
  it('is found by the next start, and plays to its end once it is recovered', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media.subarray(0, Math.floor(trial.media.byteLength * 0.7)));
    trial.restart();
    expect(await trial.only()).toMatchObject({ state: 'unfinished' });
    expect(await trial.ask('recordings.recover', { recordingId })).toEqual({ unreadable: [] });
    const recovered = await trial.only();
    expect(recovered).toMatchObject({ state: 'finished', wasRecovered: true });
    const { complaints, durationMs } = play(trial.fileOf(recordingId, 'programme-1.mkv'));
    expect(complaints).toBe('');
    expect(durationMs).toBeGreaterThan(SECONDS * 1000 * 0.5);
    expect(Math.abs((recovered?.durationMs ?? 0) - durationMs)).toBeLessThan(100);
    expect(await readdir(join(trial.folder, 'recordings', recordingId))).toEqual([
      'programme-1.mkv',
      'recording.json',
    ]);
  });

  it('is found without its manifest too', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media);
    await writeFile(trial.fileOf(recordingId, 'recording.json'), '{"version":1,"rec');
    trial.restart();
    expect(await trial.only()).toMatchObject({ state: 'unfinished', tracks: [{ source: 'programme' }] });
    await trial.ask('recordings.recover', { recordingId });
    expect(await trial.only()).toMatchObject({ state: 'finished' });
  });

  it('loses no file that can’t be read, and says whose it is', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.openTrack(recordingId, 'microphone');
    await trial.append(recordingId, 0, trial.media);
    await trial.append(recordingId, 0, new Uint8Array(5000).fill(7), 'microphone-1');
    trial.restart();
    expect(await trial.ask('recordings.recover', { recordingId })).toEqual({ unreadable: ['microphone'] });
    expect(existsSync(trial.fileOf(recordingId, 'microphone-1.webm'))).toBe(true);
    expect((await trial.only())?.tracks.map(({ source }) => source)).toEqual(['programme']);
  });

  it('is recovered once where two ask for it, and nobody else gets at its files meanwhile', async () => {
    const recordingId = await trial.begin();
    await trial.openTrack(recordingId, 'programme');
    await trial.append(recordingId, 0, trial.media.subarray(0, Math.floor(trial.media.byteLength * 0.7)));
    trial.restart();
    const both = ['first', 'second'].map(() => trial.ask('recordings.recover', { recordingId }));
    const file = trial.fileOf(recordingId, '');
    await expect(trial.ask('recordings.delete', { recordingId })).rejects.toThrow('being recovered');
    await expect(trial.ask('recordings.rename', { recordingId, title: 'A' })).rejects.toThrow('being');
    await expect(trial.append(recordingId, 0, trial.media)).rejects.toThrow('being recovered');
    await expect(trial.startExport({ recordingId })).rejects.toThrow('being recovered');
    expect(await Promise.all(both)).toEqual([{ unreadable: [] }, { unreadable: [] }]);
    expect((await trial.only())?.tracks).toHaveLength(1);
    expect(await readdir(file)).toEqual(['programme-1.mkv', 'recording.json']);
  });

  it('whose repair ended with its shell leaves nothing behind', async () => {
    const recordingId = await trial.begin();
    await writeFile(trial.fileOf(recordingId, 'repairing-programme-1.mkv'), 'half a file');
    await writeFile(trial.fileOf(recordingId, `repairing-${process.pid}-1-programme-1.mkv`), 'half a file');
    trial.restart();
    await trial.only();
    expect(await readdir(trial.fileOf(recordingId, ''))).toEqual(['recording.json']);
  });

  it('waits where there is no FFmpeg', async () => {
    const recordingId = await trial.begin();
    trial.restart('/nowhere/ffmpeg');
    await expect(trial.ask('recordings.recover', { recordingId })).rejects.toThrow('/nowhere/ffmpeg');
    expect(await trial.only()).toMatchObject({ state: 'unfinished' });
  });
});
