import { type Box, boxAt, headerAt } from './pure/boxes.ts';

export interface CmafHandlers {
  /** ftyp + moov, once at the start. */
  handleInit(bytes: Buffer): void;
  /** One moof + mdat; the bytes are the receiver's own. */
  handleFragment(bytes: Buffer): void;
}

interface Piece {
  type: string;
  bytes: Buffer;
}

/** All that FFmpeg writes at the top of its stream: anything else is a sign that bytes were lost. */
const known = new Set(['ftyp', 'styp', 'moov', 'moof', 'mdat', 'sidx', 'prft', 'mfra', 'free']);

/** A fragment of two seconds at 20 Mbit/s has 5 MB; a box that claims more than this is a torn stream. */
const BOX_MAX = 32 * 1024 * 1024;

/** Cuts FFmpeg's byte stream at its boxes: pipes deliver it in pieces of any size. Throws where it is torn. */
export function createCmafReader(handlers: CmafHandlers): (chunk: Buffer) => void {
  let buffered: Buffer[] = [];
  let bufferedBytes = 0;
  let neededBytes = 8;
  /** What came before the box that ends an init segment or a fragment. */
  let pending: Piece[] = [];

  return (chunk) => {
    buffered.push(chunk);
    bufferedBytes += chunk.length;
    // Joined only when a whole box can be in it: joining at every chunk would copy a large box many times.
    if (bufferedBytes < neededBytes) return;
    const bytes = buffered.length === 1 ? chunk : Buffer.concat(buffered);
    let at = 0;
    for (let box = boxAt(bytes, at); box && known.has(box.type); box = boxAt(bytes, at)) {
      at = box.end;
      handleBox(box, bytes.subarray(box.start, box.end));
    }
    const next = headerAt(bytes, at);
    if (next && !known.has(next.type))
      throw new Error(`a box '${next.type}' has no place in FFmpeg's stream`);
    if (next && next.size > BOX_MAX) throw new Error(`a box of ${next.size} bytes is no part`);
    buffered = at < bytes.length ? [bytes.subarray(at)] : [];
    bufferedBytes = bytes.length - at;
    neededBytes = next?.size ?? 8;
  };

  function handleBox({ type }: Box, bytes: Buffer): void {
    switch (type) {
      case 'moov':
        handlers.handleInit(takePending(bytes));
        return;
      case 'mdat':
        if (!pending.some((piece) => piece.type === 'moof')) throw new Error('an mdat came without its moof');
        handlers.handleFragment(takePending(bytes));
        return;
      case 'moof':
        if (pending.some((piece) => piece.type === 'moof')) throw new Error('a moof came without its mdat');
        pending.push({ type, bytes });
        return;
      case 'ftyp':
      case 'styp':
        pending.push({ type, bytes });
        return;
      default:
        // The other known ones say nothing that the playlist does not.
        return;
    }
  }

  function takePending(last: Buffer): Buffer {
    const whole = Buffer.concat([...pending.map((piece) => piece.bytes), last]);
    pending = [];
    return whole;
  }
}
