/** Types are stripped and `fs.glob` and friends are stable from here on. */
const OURS = 24;

/** @param {string} version @returns {boolean} */
export function runsOurCode(version) {
  return Number(version.split('.')[0]) >= OURS;
}

/**
 * Where npm may have put a Node for this system, best first, relative to node_modules.
 * @param {string} platform @param {string} arch @returns {string[]}
 */
export function choosePackagedNode(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  const file = platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  return [`node-${system}-${arch}/${file}`, `node-bin-${system}-${arch}/${file}`];
}
