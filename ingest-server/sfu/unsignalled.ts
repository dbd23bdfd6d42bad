const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * What a library does at a signal is not done. mediasoup closes its workers when the process is asked to go, and with
 * them every lecture that was to come to its end first; whoever opened a worker closes it.
 */
export function unsignalled<T>(open: () => T): T {
  const before = SIGNALS.map((signal) => new Set(process.listeners(signal)));
  try {
    return open();
  } finally {
    for (const [i, signal] of SIGNALS.entries()) {
      for (const listener of process.listeners(signal)) {
        if (!before[i]?.has(listener)) process.off(signal, listener);
      }
    }
  }
}
