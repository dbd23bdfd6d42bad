// What each command needs of the machine. Anything not needed isn't fetched: a start without a display has no use
// for 300 MB of browser.

/** @typedef {'start' | 'dev' | 'test' | 'check'} Purpose */
/** @typedef {{ pages: boolean, ffmpeg: boolean, worker: boolean, chromium: boolean, postgres: boolean }} Needs */

/**
 * @param {Purpose} purpose @param {{ demo: boolean, opensStudio: boolean, hasElectron: boolean }} wishes @returns {Needs}
 */
export function needsFor(purpose, { demo, opensStudio, hasElectron }) {
  switch (purpose) {
    case 'check':
      return { pages: false, ffmpeg: false, worker: false, chromium: false, postgres: false };
    case 'dev':
      return { pages: false, ffmpeg: true, worker: true, chromium: false, postgres: false };
    case 'test':
      return { pages: true, ffmpeg: true, worker: true, chromium: true, postgres: true };
    case 'start':
      return {
        pages: true,
        ffmpeg: true,
        worker: true,
        chromium: demo || (opensStudio && !hasElectron),
        // The server brings its own database; only the tests ask a PostgreSQL server the same.
        postgres: false,
      };
    default:
      throw new Error(`set-up knows no purpose named ${String(purpose)}`);
  }
}
