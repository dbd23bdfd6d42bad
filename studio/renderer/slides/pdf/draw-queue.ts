import { type DrawPurpose, nextDrawing } from '../pure/draw-queue.ts';

interface Waiting {
  readonly purpose: DrawPurpose;
  readonly order: number;
  readonly begin: () => void;
}

/** Lets drawings go one after the other, the urgent ones first; thumbnails never hold up what students wait for. */
export class DrawQueue {
  readonly #waiting = new Set<Waiting>();
  readonly #closing = new AbortController();
  #order = 0;
  /** One for thumbnails, and one more for what is more urgent. */
  readonly #running: Record<'thumbnails' | 'urgent', boolean> = { thumbnails: false, urgent: false };

  run<T>(purpose: DrawPurpose, signal: AbortSignal | undefined, draw: () => Promise<T>): Promise<T> {
    const ended = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    if (ended.aborted) return Promise.reject(ended.reason as Error);
    return new Promise<T>((resolve, reject) => {
      const handleEnd = () => {
        this.#waiting.delete(waiting);
        reject(ended.reason as Error);
      };
      const lane = purpose === 'thumbnail' ? 'thumbnails' : 'urgent';
      const waiting: Waiting = {
        purpose,
        order: ++this.#order,
        begin: () => {
          this.#running[lane] = true;
          void draw()
            .then(resolve, reject)
            .finally(() => {
              // The deck's end may be hours away: each page would be kept in mind until then.
              ended.removeEventListener('abort', handleEnd);
              this.#running[lane] = false;
              this.#next();
            });
        },
      };
      ended.addEventListener('abort', handleEnd);
      this.#waiting.add(waiting);
      this.#next();
    });
  }

  close(): void {
    this.#closing.abort();
  }

  #next(): void {
    const ready = [...this.#waiting].filter(
      ({ purpose }) => !this.#running[purpose === 'thumbnail' ? 'thumbnails' : 'urgent'],
    );
    const next = nextDrawing(ready);
    if (!next) return;
    this.#waiting.delete(next);
    next.begin();
    this.#next();
  }
}
