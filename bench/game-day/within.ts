/** Settles as the promise does, or rejects with these words where that takes longer. */
export function within<T>(ms: number, otherwise: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
