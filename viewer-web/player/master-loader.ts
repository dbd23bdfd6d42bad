import type { HlsConfig, Loader, LoaderCallbacks, LoaderConfiguration, LoaderContext } from 'hls.js';

type LoaderConfig = Pick<HlsConfig, 'pLoader'>;

/** Lets the page read the multivariant playlist, and hand on another in its place, before hls.js sees it. */
export function masterThrough(
  { loader: Base }: Pick<HlsConfig, 'loader'>,
  read: (master: string) => string,
): LoaderConfig {
  class MasterLoader extends Base {
    override load(
      context: LoaderContext,
      config: LoaderConfiguration,
      callbacks: LoaderCallbacks<LoaderContext>,
    ): void {
      const isMaster = (context.type as string) === 'manifest';
      super.load(context, config, isMaster ? reading(callbacks, read) : callbacks);
    }
  }
  // hls.js makes playlist loaders of its plain loader in the same way.
  return { pLoader: MasterLoader as new (config: HlsConfig) => Loader<never> };
}

function reading(
  callbacks: LoaderCallbacks<LoaderContext>,
  read: (master: string) => string,
): LoaderCallbacks<LoaderContext> {
  return {
    ...callbacks,
    onSuccess(response, ...rest) {
      const { data } = response;
      callbacks.onSuccess(typeof data === 'string' ? { ...response, data: read(data) } : response, ...rest);
    },
  };
}
