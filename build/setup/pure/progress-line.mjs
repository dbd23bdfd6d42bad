const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** A log without a terminal gets a line now and then, so that nobody thinks it hangs, and not one per file. */
const QUIET_MS = 10_000;

/** @param {number} startedAtMs @param {number} nowMs @returns {number} whole seconds */
export function secondsFrom(startedAtMs, nowMs) {
  return Math.max(0, Math.round((nowMs - startedAtMs) / 1000));
}

/**
 * @param {{ mark: string | number, name: string, detail: string, seconds: number }} line a number as mark is a spinner's turn
 * @returns {string}
 */
export function progressLine({ mark, name, detail, seconds }) {
  const sign = typeof mark === 'number' ? frames[mark % frames.length] : mark;
  return [`${sign} ${name}`, detail, seconds > 1 ? `${seconds} s` : '']
    .filter((part) => part !== '')
    .join('  ');
}

/** @param {{ shownAt: number, now: number, shown: string, detail: string }} state @returns {boolean} */
export function isWorthALine({ shownAt, now, shown, detail }) {
  return detail !== shown && (shown === '' || now - shownAt >= QUIET_MS);
}
