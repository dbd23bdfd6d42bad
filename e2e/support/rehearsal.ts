import * as v from 'valibot';
import { ready, startNode } from './child.ts';

const readySchema = v.object({ type: v.literal('ready'), base: v.string() });
const entry = new URL('../../ingest-server/broadcast/test-support/rehearsal.test-entry.ts', import.meta.url)
  .pathname;
const READY_MAX_MS = 60_000;

/** A server on air with a stored programme: no studio, no encoder, every part in real time. */
export interface StoredProgramme {
  /** Behind it are `main.m3u8` and all that it names. */
  readonly base: string;
  /** The transcoder gives way to another. */
  breakOff(): void;
  /** The lecture is over; resolves when its recording is there. */
  end(): Promise<void>;
  close(): Promise<void>;
}

export async function startStoredProgramme(): Promise<StoredProgramme> {
  const server = startNode(entry, { REHEARSAL_AV1: '1' });
  const { base } = v.parse(readySchema, await ready(server, READY_MAX_MS));
  return {
    base,
    breakOff: () => void server.process.send('break-off'),
    end() {
      return new Promise((resolve) => {
        server.process.on('message', (message: { type?: unknown }) => {
          if (message.type === 'ended') resolve();
        });
        server.process.send('end');
      });
    },
    close: () => server.stop(),
  };
}
