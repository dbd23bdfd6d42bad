/**
 * Something outside keeps the server from starting. Its message is the one sentence a person reads: what is
 * wrong, why, and which variable or command mends it.
 */
export class StartError extends Error {
  constructor(sentence: string, cause?: unknown) {
    super(sentence, cause === undefined ? {} : { cause });
    this.name = 'StartError';
  }
}
