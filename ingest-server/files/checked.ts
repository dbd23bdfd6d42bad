import { FILE_MAX_BYTES } from '@rostrum/protocol/room';
import { type FileType, HEAD_BYTES, isWhatItSays } from './pure/sniff.ts';

/** Why a file was not taken. */
export type Unfit = 'empty' | 'too-large' | 'class-full' | 'something-else' | 'broken-off';

/** Stops a put from inside its source; nothing is left of it then. */
class UnfitError extends Error {
  readonly is: Unfit;

  constructor(is: Unfit) {
    super(`the upload is ${is}`);
    this.is = is;
  }
}

/** The same bytes, as long as they are what they should be. */
export async function* checked(
  source: AsyncIterable<Buffer>,
  type: FileType,
  count: (length: number) => { bytes: number; isClassFull: boolean },
): AsyncGenerator<Uint8Array> {
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of source) {
    const { bytes, isClassFull } = count(chunk.length);
    if (bytes > FILE_MAX_BYTES) throw new UnfitError('too-large');
    if (isClassFull) throw new UnfitError('class-full');
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
      if (head.length >= HEAD_BYTES && !isWhatItSays(type, head)) throw new UnfitError('something-else');
    }
    yield chunk;
  }
  if (head.length === 0) throw new UnfitError('empty');
  if (head.length < HEAD_BYTES && !isWhatItSays(type, head)) throw new UnfitError('something-else');
}

/** Undefined where it failed for another reason than the file itself. */
export function unfitOf(error: unknown): Unfit | undefined {
  if (error instanceof UnfitError) return error.is;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' ? 'broken-off' : undefined;
}
