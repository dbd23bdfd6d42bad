// The first thing every command here reads, so it keeps to syntax that an old Node still parses:
// a person with Node 14 deserves a sentence, not a SyntaxError.

export const OLDEST_NODE = 20;

/** @param {string} version as in process.versions.node @returns {string | null} the sentence to say, or null */
export function refuseOldNode(version) {
  const major = Number(String(version).split('.')[0]);
  if (major >= OLDEST_NODE) return null;
  return (
    'Rostrum needs Node ' +
    OLDEST_NODE +
    ' or later and this is Node ' +
    version +
    '. Get a newer one from https://nodejs.org (or with "nvm install ' +
    OLDEST_NODE +
    '") and run the same command again.'
  );
}

export function requireNode() {
  const words = refuseOldNode(process.versions.node);
  if (words === null) return;
  process.stderr.write(words + '\n');
  process.exit(1);
}
