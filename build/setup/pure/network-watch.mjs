const unreachable =
  /attempt \d+ failed with (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ECONNRESET)/;
const reached = /^npm http fetch GET \d{3} /;

/** A Wi-Fi that is just waking up gets this long. */
const PATIENCE_MS = 5_000;

/**
 * Reads npm's account of its requests and says when there is no network behind them: failures for a while, and not
 * one answer of any kind.
 */
export function createNetworkWatch() {
  /** @type {number | null} */
  let failingSince = null;
  let answered = false;
  return {
    /** @param {string} line @param {number} now @returns {boolean} */
    isHopeless(line, now) {
      if (reached.test(line) && !unreachable.test(line)) answered = true;
      if (answered || !unreachable.test(line)) return false;
      failingSince ??= now;
      return now - failingSince >= PATIENCE_MS;
    },
  };
}
