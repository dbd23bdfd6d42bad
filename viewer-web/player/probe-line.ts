/** What is read of a piece: enough to tell a picture’s line from a weaker one, and little beside the sound that goes on. */
const READS_BYTES = 64_000;
const READS_MS = 600;
/** A line on which nothing comes for so long carries no picture. */
const SILENCE_MS = 3_000;

/**
 * How many bits a second come over the line beside what else does: a piece of the lecture is asked for, and left as soon as
 * that is known. Undefined where nothing came; without end where the piece is no longer there: only the picture can tell then.
 */
export async function probeBps(url: string, closing: AbortSignal): Promise<number | undefined> {
  const leaving = new AbortController();
  const silence = setTimeout(() => leaving.abort(), SILENCE_MS);
  const close = () => leaving.abort();
  closing.addEventListener('abort', close);
  try {
    // Not from a cache: it was loaded before.
    const response = await fetch(url, { cache: 'no-store', signal: leaving.signal });
    if (response.status === 403 || response.status === 404) return Infinity;
    return response.ok && response.body ? await measure(response.body.getReader()) : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(silence);
    closing.removeEventListener('abort', close);
    leaving.abort();
  }
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** From the first bytes on: what was waited for before them is the way there and back. */
async function measure(reader: Reader): Promise<number | undefined> {
  const first = await reader.read();
  if (first.done) return undefined;
  const fromMs = performance.now();
  let [bytes, lastedMs] = [0, 0];
  while (bytes < READS_BYTES && lastedMs < READS_MS) {
    const next = await reader.read();
    if (next.done) break;
    bytes += next.value.byteLength;
    lastedMs = performance.now() - fromMs;
  }
  // All that there was came at once.
  if (bytes === 0) return Infinity;
  return (bytes * 8 * 1000) / Math.max(1, lastedMs);
}
