// Shows what set-up does. It owns the terminal's last line and knows nothing about the steps.
import { progressLine, isWorthALine, secondsFrom } from './pure/progress-line.mjs';

const SPIN_MS = 120;

/**
 * @typedef {{ now: (detail: string) => void, done: (detail?: string) => void, fail: (detail?: string) => void }} Step
 * @typedef {{ step: (name: string) => Step, note: (sentence: string) => void }} Progress
 */

/** @param {{ stream?: NodeJS.WriteStream }} [options] @returns {Progress} */
export function createProgress({ stream = process.stderr } = {}) {
  const live = stream.isTTY === true;
  /** @param {string} text */
  const print = (text) => void stream.write(`${live ? '\r\x1b[2K' : ''}${text}\n`);

  /** @param {string} name @returns {Step} */
  function step(name) {
    const startedAt = Date.now();
    let detail = '';
    let frame = 0;
    let shownAt = startedAt;
    let shown = '';
    const spinner = live ? setInterval(spin, SPIN_MS) : undefined;
    spinner?.unref();
    if (!live) print(progressLine({ mark: '·', name, detail: '', seconds: 0 }));

    function spin() {
      const line = progressLine({ mark: frame++, name, detail, seconds: secondsFrom(startedAt, Date.now()) });
      stream.write(`\r\x1b[2K${line.slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
    }
    /** @param {string} mark @param {string} [words] */
    function end(mark, words = '') {
      clearInterval(spinner);
      print(progressLine({ mark, name, detail: words, seconds: secondsFrom(startedAt, Date.now()) }));
    }
    return {
      now(words) {
        detail = words;
        if (live || !isWorthALine({ shownAt, now: Date.now(), shown, detail })) return;
        shownAt = Date.now();
        shown = detail;
        print(progressLine({ mark: '·', name, detail, seconds: secondsFrom(startedAt, shownAt) }));
      },
      done: (words) => end('✓', words),
      fail: (words) => end('✗', words),
    };
  }
  return { step, note: print };
}
