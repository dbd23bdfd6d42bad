import { classIdSchema, streamIdSchema } from '@rostrum/protocol/room';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { StreamKeys } from './pure/keys.ts';

/** The streams that have a folder of their own here, by class; what else lies there is somebody else's. */
export async function streamsIn(folder: string): Promise<StreamKeys[]> {
  await mkdir(folder, { recursive: true });
  const found: StreamKeys[] = [];
  for (const classId of await readdir(folder)) {
    for (const streamId of await readdir(join(folder, classId))) {
      const stream = v.safeParse(streamSchema, { classId, streamId });
      if (stream.success) found.push(stream.output);
    }
  }
  return found;
}

const streamSchema = v.object({ classId: classIdSchema, streamId: streamIdSchema });
