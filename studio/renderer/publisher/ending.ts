import { RefusedError } from '@rostrum/protocol/client';
import type { Stream, StreamId } from '@rostrum/protocol/room';
import type { AskMedia } from './publish-link.ts';
import { mayPassLater } from './pure/retry-delay.ts';

interface Wish {
  /** Where students saw it already. */
  readonly streamId: StreamId | undefined;
}

/** The wish that the lecture ends, kept until the server has heard it: it may be made while nobody can be told. */
export class Ending {
  readonly #ask: AskMedia;
  #wish: Wish | undefined;
  /** The last one that was ended from here: that the log says so is no news. */
  #ended: StreamId | undefined;

  constructor(ask: AskMedia) {
    this.#ask = ask;
  }

  wish(stream: Stream): void {
    const streamId = stream.status === 'live' ? stream.streamId : undefined;
    this.#wish = { streamId };
    this.#ended = streamId;
  }

  cancel(): void {
    this.#wish = undefined;
  }

  /** To be called while the gateway is open; never rejects. */
  async tell(stream: Stream): Promise<void> {
    const wish = this.#wish;
    if (!wish) return;
    if (isOver(wish, stream)) return this.cancel();
    try {
      await this.#ask({ type: 'media.programme.end' });
    } catch (error) {
      // The connection went before the answer, or the server can't just now: it is asked again over the next one.
      if (!(error instanceof RefusedError) || mayPassLater(error.refusal)) return;
    }
    if (this.#wish === wish) this.cancel();
  }

  /** Whether this says that the lecture was ended somewhere else, with the class or by a colleague. */
  isNews(stream: Stream): boolean {
    return stream.status === 'stopped' && stream.reason === 'ended' && stream.streamId !== this.#ended;
  }
}

/** Another one that has begun since is not meant. */
function isOver({ streamId }: Wish, stream: Stream): boolean {
  return streamId !== undefined && !(stream.status === 'live' && stream.streamId === streamId);
}
