/** Set-up can't go on, and its message is the whole sentence for the person at the terminal. */
export class SetUpError extends Error {
  /** @param {string} message @param {string} [detail] what the failed command said, shown beneath @param {unknown} [cause] */
  constructor(message, detail, cause) {
    super(message, { cause });
    this.name = 'SetUpError';
    this.detail = detail;
  }
}
