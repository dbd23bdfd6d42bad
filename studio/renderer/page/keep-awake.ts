/** Keeps the computer awake, as far as a browser lets a page do that, until the function that it returns is called. */
export function keepAwake(): () => void {
  const ending = new AbortController();
  let lock: WakeLockSentinel | undefined;

  // Older browsers have none, and one may refuse it on low power. The lecture goes on all the same.
  const ask = async () => {
    if (document.hidden || !('wakeLock' in navigator)) return;
    const given = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (ending.signal.aborted) await given?.release();
    else lock = given;
  };
  // A browser takes it away from a page that nobody sees.
  document.addEventListener('visibilitychange', () => void ask(), { signal: ending.signal });
  void ask();

  return () => {
    ending.abort();
    void lock?.release();
  };
}
