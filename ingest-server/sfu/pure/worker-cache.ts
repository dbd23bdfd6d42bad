export interface WorkerPlace {
  platform: string;
  arch: string;
  /** Which C library it is linked with; said of Linux only. */
  libc: 'gnu' | 'musl';
  /** XDG_CACHE_HOME, or what stands for it. */
  cacheHome: string;
  mediasoupVersion: string;
}

/** Where set-up keeps the worker it built: outside the checkout and by version, so that it is built once a machine. */
export function cachedWorkerPath({ platform, arch, libc, cacheHome, mediasoupVersion }: WorkerPlace): string {
  const variant = platform === 'linux' && libc === 'musl' ? '-musl' : '';
  const folder = `mediasoup-worker-${mediasoupVersion}-${platform}-${arch}${variant}`;
  return `${cacheHome}/rostrum/${folder}/mediasoup-worker${platform === 'win32' ? '.exe' : ''}`;
}
