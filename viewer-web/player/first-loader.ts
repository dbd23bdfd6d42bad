import type { HlsConfig, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';
import type { FirstLoads } from './first-loads.ts';

type LoaderClass = HlsConfig['loader'];

/** Gives hls.js what was asked for ahead of it, and loads everything else as it would. */
export function loaderThrough(Base: LoaderClass, first: FirstLoads): LoaderClass {
  return class FirstLoader extends Base {
    /** Of what is waited for: that it isn't wanted any more, and that it was given up. */
    #forget: (() => void) | undefined;
    #tellAbort: (() => void) | undefined;

    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      const ahead = first.take(context.url);
      if (!ahead) {
        super.load(context, config, callbacks);
        return;
      }
      const { stats } = this;
      let isWanted = true;
      this.context = context;
      this.#forget = () => {
        isWanted = false;
        this.#forget = undefined;
      };
      this.#tellAbort = () => callbacks.onAbort?.(stats, context, null);
      ahead.then(
        ({ data, bytes, startMs, firstMs, endMs }) => {
          if (!isWanted) return;
          this.#forget = undefined;
          Object.assign(stats, { loaded: bytes, total: bytes });
          Object.assign(stats.loading, { start: startMs, first: firstMs, end: endMs });
          // As XMLHttpRequest has it: hls.js adds to it what it waits for, and from a path alone it would wait for nothing.
          const { href } = new URL(context.url, location.href);
          callbacks.onSuccess({ url: href, data, code: 200 }, stats, context, null);
        },
        () => {
          if (!isWanted) return;
          this.#forget = undefined;
          super.load(context, config, callbacks);
        },
      );
    }

    override abort(): void {
      if (!this.#forget) {
        super.abort();
        return;
      }
      this.#forget();
      this.#tellAbort?.();
    }

    override destroy(): void {
      this.#forget?.();
      super.destroy();
    }
  };
}
