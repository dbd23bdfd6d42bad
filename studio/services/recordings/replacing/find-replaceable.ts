import type { BridgeAnswer } from '../../../preload/contract.ts';
import type { RecordingStore } from '../recording-store.ts';
import { clockAheadOf, ofSameTime, clipFor, wholeProgramme } from './pure/plan.ts';
import { type ClassAccess, ServerRecordings } from './server-recordings.ts';

export interface FindReplaceableOptions {
  readonly store: RecordingStore;
  readonly access: ClassAccess;
  readonly report: (text: string, cause: unknown) => void;
}

/** Which of the server's recordings this one could take the place of; undefined where there is no such recording. */
export async function findReplaceable(
  recordingId: string,
  { store, access, report }: FindReplaceableOptions,
): Promise<BridgeAnswer<'recordings.replaceable'> | undefined> {
  const found = await store.find(recordingId);
  if (!found) return undefined;
  const { manifest } = found;
  const track = wholeProgramme(manifest);
  if (!track) return { is: 'in-parts' };
  const keys = await access.current();
  const { streams: noted = [] } = manifest;
  const isTheirs = noted.every(({ server, classId }) => server === keys?.server && classId === keys.classId);
  if (!keys || !isTheirs) return { is: 'elsewhere' };
  const server = new ServerRecordings({ keys, access, report });
  const listed = await server.list();
  if (listed.is !== 'value') return listed;
  const all = listed.value;
  const clockAheadMs = clockAheadOf(manifest) ?? (await server.clockAheadMs()) ?? 0;
  const ours = { startedAtMs: track.startedAtMs + clockAheadMs, durationMs: track.durationMs };
  const notedIds = noted.map(({ streamId }) => streamId);
  const matching = ofSameTime(all, ours, notedIds);
  const [last] = notedIds.slice(-1);
  if (matching.length === 0 && last !== undefined) {
    const asked = await server.find(last);
    if (asked.is === 'refused' && asked.refusal.code === 'not-yet') return { is: 'on-air' };
  }
  return {
    is: 'streams',
    streams: matching.map((stream) => {
      const others = all.filter((one) => one !== stream);
      const { streamId, startedAt: startedAtMs, durationMs, gaps } = stream;
      const { durationMs: sentMs } = clipFor(manifest, track, stream, others, clockAheadMs);
      return { streamId, startedAtMs, durationMs, gaps, sentMs };
    }),
  };
}
