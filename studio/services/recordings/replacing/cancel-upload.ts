import type { StreamId } from '@rostrum/protocol/room';
import type { ServerRecordings } from './server-recordings.ts';

export type CancelEnd = { is: 'cancelled' | 'done' };

/** Undefined as long as the server has not said what became of it: its recording may be the one or the other. */
export async function cancelUpload(
  server: ServerRecordings,
  streamId: StreamId,
  uploadId: string,
): Promise<CancelEnd | undefined> {
  const asked = await server.cancel(streamId, uploadId);
  if (asked.is === 'value') return { is: 'cancelled' };
  if (asked.is !== 'refused' || asked.refusal.code !== 'closed') return undefined;
  const found = await server.find(streamId);
  if (found.is !== 'value') return undefined;
  const { value } = found;
  // Given up before, or another one's turn by now: of ours nothing is there.
  if (value.is === 'none' || value.uploadId !== uploadId || value.is === 'failed') return { is: 'cancelled' };
  return value.is === 'placed' ? { is: 'done' } : undefined;
}
