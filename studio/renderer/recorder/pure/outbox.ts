import type { NewTrack, RecordingNote } from '../../../preload/pure/recording-parts.ts';

/** What the shell is to be told, in this order. */
export type OutboxEntry =
  | { is: 'begin'; classTitle: string; startedAtMs: number; isBroadcast?: boolean }
  | { is: 'open'; track: NewTrack }
  | { is: 'note'; note: RecordingNote }
  | { is: 'chunk'; trackId: string; bytes: Uint8Array }
  | { is: 'close'; trackId: string; endedAtMs: number }
  | { is: 'finish'; endedAtMs: number };

/** What goes over the bridge at once: an entry as it is, or all that waits of one track, as much as one request takes. */
export type Parcel =
  | Exclude<OutboxEntry, { is: 'chunk' }>
  | { is: 'chunks'; trackId: string; offsetBytes: number; bytes: Uint8Array };

export interface Outbox {
  readonly entries: readonly OutboxEntry[];
  readonly heldBytes: number;
  /** How much of each track the shell has. */
  readonly keptBytes: Readonly<Record<string, number>>;
}

export const emptyOutbox: Outbox = { entries: [], heldBytes: 0, keptBytes: {} };

export function withEntry(outbox: Outbox, entry: OutboxEntry): Outbox {
  const bytes = entry.is === 'chunk' ? entry.bytes.byteLength : 0;
  return { ...outbox, entries: [...outbox.entries, entry], heldBytes: outbox.heldBytes + bytes };
}

export function nextParcel({ entries, keptBytes }: Outbox, maxBytes: number): Parcel | undefined {
  const [first] = entries;
  if (first?.is !== 'chunk') return first;
  const { trackId } = first;
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const entry of entries) {
    // Nothing of another kind is overtaken; chunks of other tracks may be.
    if (entry.is !== 'chunk' || length === maxBytes) break;
    if (entry.trackId !== trackId) continue;
    const part = entry.bytes.subarray(0, maxBytes - length);
    parts.push(part);
    length += part.byteLength;
  }
  return { is: 'chunks', trackId, offsetBytes: keptBytes[trackId] ?? 0, bytes: joined(parts, length) };
}

/** The shell has taken it. */
export function withoutParcel(outbox: Outbox, parcel: Parcel): Outbox {
  if (parcel.is !== 'chunks') return { ...outbox, entries: outbox.entries.slice(1) };
  const { trackId, bytes } = parcel;
  let left = bytes.byteLength;
  const entries = outbox.entries.flatMap((entry) => {
    if (entry.is !== 'chunk' || entry.trackId !== trackId || left === 0) return [entry];
    const taken = Math.min(left, entry.bytes.byteLength);
    left -= taken;
    return taken === entry.bytes.byteLength ? [] : [{ ...entry, bytes: entry.bytes.subarray(taken) }];
  });
  return {
    entries,
    heldBytes: outbox.heldBytes - bytes.byteLength,
    keptBytes: { ...outbox.keptBytes, [trackId]: parcel.offsetBytes + bytes.byteLength },
  };
}

/** The disk takes no more: what closes the recording still goes. */
export function withoutChunks(outbox: Outbox): Outbox {
  const entries = outbox.entries.filter(({ is }) => is !== 'chunk');
  return { ...outbox, entries, heldBytes: 0 };
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = parts;
  if (first && parts.length === 1) return first;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
