// Parsed by any Node, like node-version.mjs.

/**
 * A sentence for what set-up knows how to explain; anything else is a bug and keeps its stack.
 * @param {unknown} error @returns {never}
 */
export function explain(error) {
  if (error instanceof Error && error.name === 'SetUpError') {
    const detail = /** @type {{ detail?: string }} */ (error).detail;
    process.stderr.write(error.message + '\n' + (detail ? '\n' + detail + '\n' : ''));
  } else {
    process.stderr.write((error instanceof Error ? error.stack : String(error)) + '\n');
  }
  process.exit(1);
}
