/** Its holder touches a lock every two seconds. Far beyond that, its number belongs to some other process by now. */
const SILENT_MS = 30_000;

/** @param {{ alive: boolean, ageMs: number }} lock @returns {boolean} */
export function isAbandoned({ alive, ageMs }) {
  return !alive || ageMs > SILENT_MS;
}

/**
 * Who holds a lock, for the person who waits.
 * @typedef {{ file: string, process: number | null }} Holder process: null where the lock can't be read
 * @param {Holder} holder @param {string} doing @returns {string}
 */
export function waitingWords({ file, process }, doing) {
  if (process !== null) return `Another set-up (process ${process}) is ${doing}; waiting for it.`;
  return `Another set-up seems to be ${doing}; waiting for it. Its lock ${file} can't be read: if no other set-up is running, delete it.`;
}
