import type { Refusal } from '../room/index.ts';

/** A refusal on its way through code that throws: WebRTC set-up is a chain of promises that one 'no' ends. */
export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.text);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}
