// What each command needs of the machine. Anything not needed isn't fetched: a start without a display has no use
// for 300 MB of browser.

/** @typedef {'start' | 'dev' | 'test' | 'check'} Purpose */
/**
 * @typedef {{ pages: boolean, ffmpeg: boolean, worker: boolean, chromium: boolean, postgres: boolean,
 *   turnserver: boolean, prometheus: boolean, firefox: boolean }} Needs
 */

// The server brings its own database, and relay and Prometheus are somebody else's to run: only the tests ask the real
// ones.
const forTests = { postgres: true, turnserver: true, prometheus: true, firefox: true };
const notForTests = { postgres: false, turnserver: false, prometheus: false, firefox: false };

/**
 * @param {Purpose} purpose @param {{ demo: boolean, opensStudio: boolean, hasElectron: boolean }} wishes @returns {Needs}
 */
export function needsFor(purpose, { demo, opensStudio, hasElectron }) {
  switch (purpose) {
    case 'check':
      return { pages: false, ffmpeg: false, worker: false, chromium: false, ...notForTests };
    case 'dev':
      return { pages: false, ffmpeg: true, worker: true, chromium: false, ...notForTests };
    case 'test':
      return { pages: true, ffmpeg: true, worker: true, chromium: true, ...forTests };
    case 'start':
      return {
        pages: true,
        ffmpeg: true,
        worker: true,
        chromium: demo || (opensStudio && !hasElectron),
        ...notForTests,
      };
    default:
      throw new Error(`set-up knows no purpose named ${String(purpose)}`);
  }
}
