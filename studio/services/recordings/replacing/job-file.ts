import { classIdSchema, streamIdSchema } from '@rostrum/protocol/room';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from '../../json-file.ts';

/** What a shell that is started anew must know to go on; once it has ended, how. */
const jobFileSchema = v.object({
  version: v.literal(1),
  server: v.string(),
  classId: classIdSchema,
  streamId: streamIdSchema,
  /** The file that is sent: there and whole. */
  made: v.optional(
    v.object({
      bytes: v.number(),
      sha256: v.string(),
      /** Its own zero, on the server's clock. */
      startedAtMs: v.number(),
    }),
  ),
  uploadId: v.optional(v.string()),
  isDone: v.optional(v.boolean()),
  /** The server has not heard it yet. */
  isCancelling: v.optional(v.boolean()),
});

export type JobFile = v.InferOutput<typeof jobFileSchema>;

const NAME = 'replacement.json';
export const MEDIA_TITLE = 'replacement';

/** What is sent lies beside the recording that it is made of. */
export const mediaFileOf = (folder: string) => join(folder, `${MEDIA_TITLE}.mp4`);

export async function readJobFile(folder: string): Promise<JobFile | undefined> {
  const reading = await readJsonFile(join(folder, NAME), jobFileSchema);
  return reading.is === 'read' ? reading.value : undefined;
}

export function writeJobFile(folder: string, job: JobFile): Promise<void> {
  return writeJsonFile(join(folder, NAME), job);
}

export async function removeJobFile(folder: string): Promise<void> {
  await rm(join(folder, NAME), { force: true });
  await removeMedia(folder);
}

export async function removeMedia(folder: string): Promise<void> {
  await rm(mediaFileOf(folder), { force: true });
}
