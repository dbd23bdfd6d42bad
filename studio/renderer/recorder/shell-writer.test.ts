import { expect, it } from 'vitest';
import type { BridgeBody, BridgeName } from '../../preload/contract.ts';
import type { DiskRoom } from '../../preload/pure/recording-parts.ts';
import type { Bridge } from '../bridge/bridge.ts';
import { BridgeError } from '../bridge/bridge-error.ts';
import { ShellWriter } from './shell-writer.ts';

const room: DiskRoom = { level: 'enough', freeBytes: 9e9 };
const track = { trackId: 'camera-1', source: 'camera', mimeType: 'video/webm', startedAtMs: 0 } as const;
const bytes = (...values: number[]) => new Uint8Array(values);
const away = () => Promise.reject(new BridgeError('away', 'the shell does not answer'));

/** A shell whose every answer the test decides; its clock goes on when the test says so. */
function trial() {
  const asked: [BridgeName, Record<string, unknown>][] = [];
  const said: string[] = [];
  const timers: { ms: number; call: () => void }[] = [];
  const shell = {
    answer: async (_name: BridgeName, _body: unknown): Promise<unknown> => ({
      is: 'kept',
      sizeBytes: 0,
      room,
    }),
  };
  const ask = async (name: BridgeName, body: BridgeBody<BridgeName>) => {
    asked.push([name, body as Record<string, unknown>]);
    if (name === 'recordings.begin') return { recordingId: 'r', room };
    return shell.answer(name, body);
  };
  const writer = new ShellWriter({
    ask: ask as Bridge['ask'],
    clock: {
      now: () => 0,
      after: (ms, call) => {
        const timer = { ms, call };
        timers.push(timer);
        return () => timers.splice(timers.indexOf(timer) >>> 0, 1);
      },
    },
    onBegun: (recordingId) => said.push(`begun ${recordingId}`),
    onKept: (sizeBytes) => said.push(`kept ${sizeBytes}`),
    onTrouble: (trouble) => said.push(trouble.is === 'none' ? 'fine' : `${trouble.is} ${trouble.heldBytes}`),
    onDiskFull: () => said.push('full'),
    onRefused: (text) => said.push(`refused: ${text}`),
    onFinished: () => said.push('finished'),
  });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  const elapse = async (ms: number) => {
    for (const timer of [...timers].filter((one) => one.ms === ms)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.call();
    }
    await settled();
  };
  return { writer, asked, said, shell, settled, elapse };
}

it('a recording reaches the shell from its beginning to its end', async () => {
  const { writer, asked, said, settled } = trial();
  writer.push({ is: 'begin', classTitle: 'Waves', startedAtMs: 0 });
  writer.push({ is: 'open', track });
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1, 2) });
  await settled();
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(3) });
  writer.push({ is: 'close', trackId: 'camera-1', endedAtMs: 5 });
  writer.push({ is: 'finish', endedAtMs: 5 });
  await settled();
  expect(asked.map(([name]) => name.replace('recordings.', ''))).toEqual([
    ...['begin', 'openTrack', 'append', 'append', 'closeTrack', 'finish'],
  ]);
  expect(asked[3]?.[1]).toMatchObject({ recordingId: 'r', offsetBytes: 2, bytes: bytes(3) });
  expect(said).toEqual(['begun r', 'kept 2', 'kept 3', 'finished']);
});

it('what goes on meanwhile is noted in its place between the chunks', async () => {
  const { writer, asked, settled } = trial();
  writer.push({ is: 'begin', classTitle: 'Waves', startedAtMs: 0, isBroadcast: true });
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1) });
  writer.push({ is: 'note', note: { is: 'turn', atMs: 7, page: 2 } });
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(2) });
  await settled();
  expect(asked[0]?.[1]).toEqual({ classTitle: 'Waves', startedAtMs: 0, isBroadcast: true });
  expect(asked.map(([name]) => name.replace('recordings.', ''))).toEqual([
    'begin',
    'append',
    'note',
    'append',
  ]);
  expect(asked[2]?.[1]).toEqual({ recordingId: 'r', note: { is: 'turn', atMs: 7, page: 2 } });
});

it('while the shell is away everything is held and told, and goes on from there', async () => {
  const { writer, asked, said, shell, settled, elapse } = trial();
  const kept = shell.answer;
  writer.push({ is: 'begin', classTitle: '', startedAtMs: 0 });
  await settled();
  shell.answer = away;
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1) });
  await settled();
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(2, 3) });
  expect(said).toEqual(['begun r', 'away 1', 'away 3']);
  shell.answer = kept;
  await elapse(500);
  expect(said.slice(3)).toEqual(['kept 3', 'fine']);
  expect(asked.at(-1)?.[1]).toMatchObject({ offsetBytes: 0, bytes: bytes(1, 2, 3) });
  expect(writer.heldBytes).toBe(0);
});

it('a shell that takes long is said to be slow, until it answers', async () => {
  const { writer, said, shell, settled, elapse } = trial();
  writer.push({ is: 'begin', classTitle: '', startedAtMs: 0 });
  await settled();
  let answer: (value: unknown) => void = () => {};
  shell.answer = () => new Promise((resolve) => (answer = resolve));
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1, 2) });
  await elapse(3_000);
  answer({ is: 'kept', sizeBytes: 2, room });
  await settled();
  expect(said).toEqual(['begun r', 'slow 2', 'kept 2', 'fine']);
});

it('a full disk drops what is held, and still ends the recording', async () => {
  const { writer, said, shell, settled, elapse } = trial();
  writer.push({ is: 'begin', classTitle: '', startedAtMs: 0 });
  await settled();
  shell.answer = async (name) => (name === 'recordings.append' ? { is: 'disk-full', room } : {});
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1) });
  writer.push({ is: 'finish', endedAtMs: 1 });
  await settled();
  await elapse(500);
  expect(said).toEqual(['begun r', 'full', 'finished']);
});

it.each([
  ['a folder that was taken away', async () => ({ is: 'gone' }), /folder was taken away/],
  ['a part that is missing', async () => ({ is: 'gap', sizeBytes: 0 }), /A part of the recording is missing/],
  ['a refusal', () => Promise.reject(new BridgeError('refused', 'No.')), /^refused: No\.$/],
])('%s ends it in words', async (_, answer, words) => {
  const { writer, asked, said, shell, settled } = trial();
  writer.push({ is: 'begin', classTitle: '', startedAtMs: 0 });
  await settled();
  shell.answer = answer;
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1) });
  await settled();
  expect(said.at(-1)).toMatch(words);
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(2) });
  await settled();
  expect(asked).toHaveLength(2);
});

it('a disk that can’t be written for a moment is told in the shell’s words, and what is held goes there later', async () => {
  const { writer, said, shell, settled, elapse } = trial();
  const kept = shell.answer;
  writer.push({ is: 'begin', classTitle: '', startedAtMs: 0 });
  await settled();
  shell.answer = () => Promise.reject(new BridgeError('refused', 'EBUSY.', { code: 'not-saved' }));
  writer.push({ is: 'chunk', trackId: 'camera-1', bytes: bytes(1) });
  await settled();
  await elapse(500);
  expect(said).toEqual(['begun r', 'refused 1', 'refused 1']);
  shell.answer = kept;
  await elapse(500);
  expect(said.slice(3)).toEqual(['kept 1', 'fine']);
});
