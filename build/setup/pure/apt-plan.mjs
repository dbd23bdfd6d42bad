/**
 * @typedef {{ packages: string[], environment: Record<string, string>, update: string[], install: string[] }} AptPlan
 */

/**
 * One transaction for everything that is wanted: apt's own start-up costs seconds.
 * @param {string[][]} wants @returns {AptPlan | null} null when nothing is wanted
 */
export function planApt(wants) {
  const packages = [...new Set(wants.flat())].sort();
  if (packages.length === 0) return null;
  // Another apt may be at work (a machine that has just started updates itself): wait for it.
  const patience = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Status-Fd=3'];
  return {
    packages,
    environment: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    update: ['update'],
    install: [...patience, 'install', '--yes', '--no-install-recommends', ...packages],
  };
}

/**
 * apt's status lines look like `pmstatus:ffmpeg:42.5:Unpacking ffmpeg (amd64)` and `dlstatus:1:10.0:Retrieving…`.
 * @param {string} line @returns {string | null}
 */
export function readAptStatus(line) {
  const match = /^(dl|pm)status:[^:]*(?::[a-z0-9]+)?:([\d.]+):(.*)$/.exec(line);
  if (!match) return null;
  const percent = `${Math.round(Number(match[2]))} %`;
  return match[1] === 'dl' ? `downloading ${percent}` : `installing ${percent}`;
}
