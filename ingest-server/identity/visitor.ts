/** From where somebody comes, and what they bring along from earlier. */
export interface Visitor {
  readonly address: string;
  readonly refreshTokens: readonly string[];
}
