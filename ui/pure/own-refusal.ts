import type { Refusal, RefusalCode } from '@rostrum/protocol/room';

/** A 'no' that the page itself says. Its words are read late, so that they follow the page's language. */
export class OwnRefusal implements Refusal {
  readonly code: RefusalCode;
  readonly #words: () => string;

  constructor(code: RefusalCode, words: () => string) {
    this.code = code;
    this.#words = words;
  }

  get text(): string {
    return this.#words();
  }
}
