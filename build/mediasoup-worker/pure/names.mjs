/**
 * @typedef {{ version: string, platform: string, arch: string, libc: 'musl' | 'gnu', release: string }} WorkerTarget
 * release: the kernel's, as os.release() gives it
 */

/** Raised when what we build changes though mediasoup's version does not: an older binary is then not taken. */
const RECIPE = 2;

/** Keyed by everything that makes one binary unfit for another place. @param {WorkerTarget} target @returns {string} */
export function cacheName({ version, platform, arch, libc }) {
  const suffix = platform === 'linux' && libc === 'musl' ? '-musl' : '';
  return `mediasoup-worker-${version}-${platform}-${arch}${suffix}-${RECIPE}`;
}

/** @param {string} platform @returns {string} */
export function workerFile(platform) {
  return platform === 'win32' ? 'mediasoup-worker.exe' : 'mediasoup-worker';
}

/**
 * Where mediasoup publishes its own builds, by the same scheme as its install script.
 * @param {WorkerTarget} target @param {{ repository: string, base: string | undefined }} source @returns {string}
 */
export function prebuiltUrl({ version, platform, arch, release }, { repository, base }) {
  const folder = base || `${repository.replace(/^git\+/, '').replace(/\.git$/, '')}/releases/download`;
  const kernel = platform === 'linux' ? `-kernel${Number(release.split('.')[0])}` : '';
  return `${folder}/${version}/mediasoup-worker-${version}-${platform}-${arch}${kernel}.tgz`;
}
