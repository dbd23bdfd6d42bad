import type { Readable } from 'node:stream';
import { type CmafHandlers, createCmafReader } from './cmaf-reader.ts';

/** Reads one of FFmpeg's outputs; `handleBroken` is told once that it is torn, or that what it gave could not be taken. */
export function readMediaPipe(
  pipe: Readable,
  handlers: CmafHandlers,
  handleBroken: (error: unknown) => void,
): void {
  const read = createCmafReader(handlers);
  pipe.on('data', (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      // What follows a tear can't be told apart any more.
      pipe.destroy();
      handleBroken(error);
    }
  });
  // A pipe that breaks breaks with its process, whose end is what is reported.
  pipe.on('error', () => undefined);
}

/** Reads what comes in pieces of one size; each is the receiver's own. */
export function readPieces(pipe: Readable, size: number, handlePiece: (piece: Buffer) => void): void {
  let piece = Buffer.alloc(size);
  let filled = 0;
  pipe.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length;) {
      const copied = chunk.copy(piece, filled, at);
      at += copied;
      filled += copied;
      if (filled < size) return;
      handlePiece(piece);
      piece = Buffer.alloc(size);
      filled = 0;
    }
  });
  pipe.on('error', () => undefined);
}
