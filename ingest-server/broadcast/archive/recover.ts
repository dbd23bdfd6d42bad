import * as v from 'valibot';
import type { Blobs } from '../../storage/index.ts';
import { type Manifest, manifestSchema } from './pure/manifest.ts';
import type { ArchiveLogger } from './recording-alarm.ts';
import type { StreamIndex } from './stream-index.ts';

/** With a new database, the recordings that the store has are known again from their manifests. */
export async function recoverRecordings(
  blobs: Blobs,
  index: StreamIndex,
  logger: ArchiveLogger,
): Promise<void> {
  try {
    const keys = (await blobs.list('media/')).filter((key) => key.endsWith('/recording.json'));
    for (const key of keys) {
      const manifest = await readManifest(blobs, key);
      if (manifest)
        await index.end(manifest, manifest, Math.round(manifest.startedAtMs + manifest.durationMs));
      else logger.warn({ key }, 'what should be a recording’s manifest is something else');
    }
    if (keys.length > 0) logger.info({ recordings: keys.length }, 'recordings in the store are known again');
  } catch (error) {
    // The store is away: they are found one by one where somebody asks for them, and at the next start.
    logger.warn({ error }, 'the store could not be looked through for recordings');
  }
}

/** Undefined where there is none, or something else. */
export async function readManifest(blobs: Blobs, key: string): Promise<Manifest | undefined> {
  const bytes = await blobs.get(key);
  if (!bytes) return undefined;
  try {
    const parsed = v.safeParse(manifestSchema, JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? parsed.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
