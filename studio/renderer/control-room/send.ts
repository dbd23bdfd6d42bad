import type { Outcome } from '@rostrum/protocol/client';
import type { FileResponse } from '@rostrum/protocol/http';
import type { Command } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';

export type Send = (command: Command) => Promise<Outcome>;

/** Brings a file to the class; nobody sees it before it is shared. */
export type BringFile = (
  file: Blob,
  title: string,
  watch: { signal: AbortSignal; onProgress: (part: number) => void },
) => Promise<ServerAnswer<FileResponse>>;
