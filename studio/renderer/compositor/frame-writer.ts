/** Writes pictures to a track. What the track doesn't take in time is left out, not queued: it would only grow old. */
export class FrameWriter {
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #onFailed: (error: unknown) => void;

  constructor(output: WritableStream<VideoFrame>, onFailed: (error: unknown) => void) {
    this.#writer = output.getWriter();
    this.#onFailed = onFailed;
  }

  get takesOne(): boolean {
    return (this.#writer.desiredSize ?? 0) > 0;
  }

  write(frame: VideoFrame): void {
    this.#writer
      .write(frame)
      .catch(this.#onFailed)
      // The track's side closes what it takes; what it refuses is still ours.
      .finally(() => frame.close());
  }

  close(): void {
    // The track may have been stopped already; then there is nothing left to end.
    this.#writer.close().catch(() => {});
  }
}
