/** A picture that stands still until another one takes its place; owns it. */
export class StillSource {
  readonly #bitmap: ImageBitmap;

  constructor(bitmap: ImageBitmap) {
    this.#bitmap = bitmap;
  }

  get latest(): ImageBitmap {
    return this.#bitmap;
  }

  get drawable(): ImageBitmap {
    return this.#bitmap;
  }

  get isReady(): boolean {
    return true;
  }

  /** It is ready as it is. */
  takeSpentMs(): number {
    return 0;
  }

  close(): void {
    this.#bitmap.close();
  }
}
