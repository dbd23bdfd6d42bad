/** Settles as the promise does, or rejects with these words where that takes longer. */
export function within<T>(ms: number, otherwise: string, promise: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(otherwise)), ms);
    void promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
