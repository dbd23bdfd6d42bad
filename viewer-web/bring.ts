const AGAIN_MS = 2_000;

/**
 * Brings a part of the page that most visits need late or never. A network that fails now may be back before the part
 * is wanted, so it is asked for until it is there; undefined where the page went meanwhile.
 */
export async function bring<T>(load: () => Promise<T>, closing: AbortSignal): Promise<T | undefined> {
  while (!closing.aborted) {
    try {
      const part = await load();
      return closing.aborted ? undefined : part;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
  return undefined;
}
