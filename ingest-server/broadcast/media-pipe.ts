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
