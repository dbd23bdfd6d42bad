// What to say when something can't be brought: what it is, what goes without it, and the command that brings it.

/** @typedef {'ffmpeg' | 'chromium' | 'postgres' | 'turnserver' | 'prometheus' | 'firefox' | 'fonts' | 'worker'} Thing */

/** @type {Record<Exclude<Thing, 'worker'>, { debian: string, darwin: string, win32: string, other: string, loses: string }>} */
const things = {
  ffmpeg: {
    debian: 'sudo apt-get install ffmpeg',
    darwin: 'brew install ffmpeg',
    win32: 'winget install Gyan.FFmpeg',
    other: "install the package ffmpeg with your system's package manager",
    loses: 'there is no transcoder, so nobody can watch; the class itself and its chat work',
  },
  chromium: {
    debian: 'sudo apt-get install chromium',
    darwin: 'brew install --cask chromium',
    win32: 'winget install Hibbiki.Chromium',
    other: "install the package chromium with your system's package manager",
    loses: 'the demonstration, the browser tests and opening the studio in its own window do not work',
  },
  postgres: {
    debian: 'sudo apt-get install postgresql',
    darwin: 'brew install postgresql@17',
    win32: 'nothing here: the tests start PostgreSQL on Linux and macOS',
    other: "install the package postgresql with your system's package manager",
    loses: 'the tests ask only the database that the server brings along; nothing else needs it',
  },
  turnserver: {
    debian: 'sudo apt-get install coturn',
    darwin: 'brew install coturn',
    win32: 'nothing here: the tests start coturn on Linux and macOS',
    other: "install the package coturn with your system's package manager",
    loses: 'no test sends a guest through a relay; nothing else needs it',
  },
  firefox: {
    debian: 'sudo apt-get install firefox-esr',
    darwin: 'nothing here: the tests start Firefox on Linux',
    win32: 'nothing here: the tests start Firefox on Linux',
    other: "install the package firefox with your system's package manager",
    loses: 'no test watches a lecture in Firefox; nothing else needs it',
  },
  prometheus: {
    debian: 'sudo apt-get install prometheus',
    darwin: 'brew install prometheus',
    win32: 'nothing here: the tests start Prometheus on Linux and macOS',
    other: "install the package prometheus with your system's package manager",
    loses: 'no test asks Prometheus what it thinks of our figures and rules; nothing else needs it',
  },
  fonts: {
    debian: 'sudo apt-get install fonts-dejavu-core',
    darwin: 'nothing: macOS has fonts',
    win32: 'nothing: Windows has fonts',
    other: "install DejaVu's fonts with your system's package manager",
    loses: 'Chromium on this machine draws no letters',
  },
};

/**
 * @param {{ thing: Exclude<Thing, 'worker'>, reason: string, system: 'debian' | 'darwin' | 'win32' | 'other' }} missing
 * @returns {string}
 */
export function missingWords({ thing, reason, system }) {
  const { loses, [system]: command } = things[thing];
  return `${reason}. Without it ${loses}. To bring it: ${command}`;
}

/**
 * @param {{ reason: string, packages: string[], system: 'debian' | 'darwin' | 'win32' | 'other' }} missing
 * @returns {string}
 */
export function workerMissingWords({ reason, packages, system }) {
  const bring =
    system === 'debian' && packages.length > 0
      ? `sudo apt-get install ${packages.join(' ')} && npm run setup`
      : 'npm run setup on a network that reaches its release page, or MEDIASOUP_WORKER_BIN set to a mediasoup-worker of the same version';
  return `mediasoup's worker is not there: ${reason}. Without it the server runs but takes no programme in over WebRTC; the class itself and its chat work. To bring it: ${bring}`;
}
