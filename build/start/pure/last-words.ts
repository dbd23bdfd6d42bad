/** A line of the log is JSON with the message in `msg`; a sentence for people is a line as it is. */
export function wordsOf(line: string): string {
  if (!line.startsWith('{')) return line.trim();
  try {
    const { msg } = JSON.parse(line) as { msg?: unknown };
    return typeof msg === 'string' ? msg : line;
  } catch {
    return line.trim();
  }
}

export interface Ending {
  name: string;
  /** Whether it had said that it is ready. */
  wasReady: boolean;
  code: number | null;
  signal: string | null;
  lastLine: string;
}

/** One sentence for a child that ended by itself. */
export function endingWords({ name, wasReady, code, signal, lastLine }: Ending): string {
  const what = wasReady ? `The ${name} stopped` : `The ${name} could not start`;
  const why = wordsOf(lastLine);
  if (why !== '') return `${what}: ${why}`;
  return `${what} (${signal === null ? `exit code ${code}` : signal}) without saying why.`;
}
