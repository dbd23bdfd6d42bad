import type { Picture } from '@rostrum/protocol/media';
import { Workers } from '../crowd/workers.ts';
import type { FromStudio, ToStudio, Withheld } from './studio-messages.ts';

export interface StudioOptions {
  /** Of the server's socket. */
  readonly url: string;
  /** Of somebody who may publish. */
  readonly token: string;
  readonly ffmpegPath: string;
  readonly workerBin: string;
  /** A transport stream as `encodeAsStudio` writes it, sent again and again. */
  readonly stream: string;
  readonly picture: Picture;
}

/**
 * A studio as the server sees one, without a page: it speaks to the gateway, and sends a recording over WebRTC that
 * mediasoup's own worker encrypts. Nothing is composed or encoded meanwhile: the processors are the load's.
 */
export class Studio {
  readonly #process = new Workers<ToStudio, FromStudio>(new URL('studio-process.ts', import.meta.url), 1);

  /** Resolves when the server takes what it sends. */
  async goOnAir(options: StudioOptions): Promise<void> {
    await this.#process.all('on-air', () => ({ do: 'go-on-air', ...options }));
  }

  show(stream: string): Promise<void> {
    return this.#do({ do: 'show', stream });
  }

  withhold(what: Withheld): Promise<void> {
    return this.#do({ do: 'withhold', what });
  }

  cut(on: boolean): Promise<void> {
    return this.#do({ do: 'cut', on });
  }

  lose(pct: number): Promise<void> {
    return this.#do({ do: 'lose', pct });
  }

  end(): void {
    this.#process.end();
  }

  async #do(message: ToStudio): Promise<void> {
    await this.#process.all('done', () => message);
  }
}
