import { randomBytes } from 'node:crypto';
import type { BridgeAnswer, BridgeBody, BridgeName, BridgeProblem } from '../../preload/contract.ts';
import { ExportJobs } from './export-jobs.ts';
import { type FfmpegSearch, findFfmpeg } from './find-ffmpeg.ts';
import { RecordingStore, type Refused, isDiskFull } from './recording-store.ts';
import { type Recovery, recover } from './recover.ts';
import { findReplaceable } from './replacing/find-replaceable.ts';
import { ReplaceJobs } from './replacing/replace-jobs.ts';
import type { ClassAccess } from './replacing/server-recordings.ts';
import { sweepUnfinished } from './sweep.ts';
import { texts } from './texts.ts';

export interface RecordingHandlersOptions {
  /** Where the recordings lie; made when the first one is. */
  folder: string;
  /** The FFmpeg that the environment names, and no other. */
  ffmpegPath: string | undefined;
  report: (text: string, cause: unknown) => void;
  readFreeBytes?: (folder: string) => Promise<number>;
  /** The class that recordings are sent to; missing where none is ever open. */
  access?: ClassAccess;
  /** How soon a server that was asked in vain is asked again. */
  paceMs?: number;
}

type RecordingsName = Extract<BridgeName, `recordings.${string}`>;
type Outcome<N extends RecordingsName> =
  { ok: true; answer: BridgeAnswer<N> } | { ok: false; problem: BridgeProblem };
type Handlers = { [N in RecordingsName]: (body: BridgeBody<N>) => Promise<Outcome<N>> };

const refused = (text: string): { ok: false; problem: BridgeProblem } => ({
  ok: false,
  problem: { code: 'recordings', text },
});
/** The disk's trouble may pass: asked again, it may go well. */
const notSaved = (text: string): ReturnType<typeof refused> => ({
  ok: false,
  problem: { code: 'not-saved', text },
});
const done: { ok: true; answer: object } = { ok: true, answer: {} };
const doneUnless = (no: Refused): typeof done | ReturnType<typeof refused> => (no ? refused(no.text) : done);

const noClass: ClassAccess = {
  current: () => Promise.resolve(undefined),
  token: () => Promise.resolve({ is: 'away' }),
};

/** What the bridge answers about recordings. */
export function recordingHandlers(options: RecordingHandlersOptions): Handlers {
  const { folder, report, access = noClass } = options;
  const store = new RecordingStore(options);
  let searching: Promise<FfmpegSearch> | undefined;
  // One that was missing may have been installed since.
  const search = async () => {
    const found = await (searching ??= findFfmpeg(options.ffmpegPath));
    if (found.is === 'missing') searching = undefined;
    return found;
  };
  const exports = new ExportJobs({ store, search, report });
  const replacements = new ReplaceJobs({ store, search, access, report, paceMs: options.paceMs });
  void replacements.resume();
  const recoveries = new Map<string, Promise<Recovery>>();
  // Asked for twice, by an impatient hand or from two tabs, it is done once.
  const recoverOnce = (recordingId: string): Promise<Recovery> => {
    const running = recoveries.get(recordingId);
    if (running) return running;
    const recovering = recover(store, recordingId, search).finally(() => recoveries.delete(recordingId));
    recoveries.set(recordingId, recovering);
    return recovering;
  };
  let sweeping: Promise<void> | undefined;
  // What is left over stands in nobody's way: the list is shown all the same, and the next one tries again.
  const sweepOnce = async () => {
    const isAtWorkOn = (id: string) => [store, exports, replacements].some((one) => one.isAtWorkOn(id));
    sweeping ??= sweepUnfinished(folder, isAtWorkOn).catch((cause: unknown) => {
      sweeping = undefined;
      report('what unfinished exports left could not be swept', cause);
    });
    await sweeping;
  };

  const handlers: Handlers = {
    'recordings.begin': async (body) => {
      const begun = await store.begin(body, randomBytes(3).toString('hex'));
      return begun.is === 'begun'
        ? { ok: true, answer: { recordingId: begun.recordingId, room: begun.room } }
        : refused(texts().diskFull);
    },
    'recordings.openTrack': async ({ recordingId, track }) =>
      doneUnless(await store.openTrack(recordingId, track)),
    'recordings.append': async ({ recordingId, ...chunk }) => {
      const answer = await store.append(recordingId, chunk);
      return answer.is === 'at-work' ? refused(texts().atWork) : { ok: true, answer };
    },
    'recordings.closeTrack': async ({ recordingId, trackId, endedAtMs }) =>
      doneUnless(await store.closeTrack(recordingId, trackId, endedAtMs)),
    'recordings.finish': async ({ recordingId, endedAtMs }) =>
      doneUnless(await store.finish(recordingId, endedAtMs)),
    'recordings.list': async () => {
      const room = await store.room();
      await sweepOnce();
      return { ok: true, answer: { recordings: await store.list(), folder, room } };
    },
    'recordings.recover': async ({ recordingId }) => {
      const recovery = await recoverOnce(recordingId);
      return recovery.ok ? { ok: true, answer: { unreadable: recovery.unreadable } } : refused(recovery.text);
    },
    'recordings.rename': async ({ recordingId, title }) => doneUnless(await store.rename(recordingId, title)),
    'recordings.delete': async ({ recordingId }) => {
      if (exports.isAtWorkOn(recordingId)) return refused(texts().stillExported);
      await replacements.resume();
      if (replacements.isAtWorkOn(recordingId)) return refused(texts().stillSent);
      return doneUnless(await store.remove(recordingId));
    },
    'recordings.export': async (form) => {
      const started = await exports.start(form);
      return started.ok ? { ok: true, answer: { exportId: started.exportId } } : refused(started.text);
    },
    'recordings.exports': async () => ({ ok: true, answer: { exports: exports.list() } }),
    'recordings.endExport': async ({ exportId }) => {
      exports.end(exportId);
      return { ok: true, answer: {} };
    },
    'recordings.note': async ({ recordingId, note }) => {
      if (note.is === 'turn') {
        const { is: _, ...turn } = note;
        return doneUnless(await store.noteTurn(recordingId, turn));
      }
      const { streamId, clockAheadMs } = note;
      const keys = await access.current();
      return keys
        ? doneUnless(await store.noteStream(recordingId, { ...keys, streamId, clockAheadMs }))
        : done;
    },
    'recordings.replaceable': async ({ recordingId }) => {
      const answer = await findReplaceable(recordingId, { store, access, report });
      return answer ? { ok: true, answer } : refused(texts().noRecording);
    },
    'recordings.replace': async ({ recordingId, streamId }) => {
      if (!(await store.find(recordingId))) return refused(texts().noRecording);
      switch (await replacements.start(recordingId, streamId)) {
        case 'started':
          return done;
        case 'at-work':
          return refused(texts().stillSent);
        case 'no-class':
          return refused(texts().noClass);
      }
    },
    'recordings.replacements': async () => ({
      ok: true,
      answer: { replacements: await replacements.list() },
    }),
    'recordings.endReplacement': async ({ recordingId }) => {
      await replacements.end(recordingId);
      return done;
    },
  };

  /** A disk that is full or gone is said in words that fit recordings. */
  const guarded = <B, O>(handle: (body: B) => Promise<O>) => {
    return async (body: B): Promise<O | ReturnType<typeof refused>> => {
      try {
        return await handle(body);
      } catch (cause) {
        report('the recordings could not be worked on', cause);
        return notSaved(isDiskFull(cause) ? texts().diskFull : texts().notKept(folder, codeOf(cause)));
      }
    };
  };
  // Each keeps its own name's types, which TypeScript can't follow through the entries.
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      guarded(handle as (body: unknown) => Promise<unknown>),
    ]),
  ) as Handlers;
}

function codeOf(cause: unknown): string {
  const { code, cause: deeper, message } = cause as NodeJS.ErrnoException;
  if (code) return code;
  return deeper === undefined ? message : codeOf(deeper);
}
