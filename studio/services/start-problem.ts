/** Why the studio can't start, in one sentence for people: what, why, and what mends it. Shown without a stack. */
export class StartProblem extends Error {
  constructor(text: string, options?: ErrorOptions) {
    super(text, options);
    this.name = 'StartProblem';
  }
}
