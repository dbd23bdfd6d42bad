export interface GateResult {
  ok: boolean;
  /** How much it looked at. None at all is a failure, whatever the tool says: some exit 0 having read nothing. */
  looked: number;
  unit: 'files' | 'modules';
  /** What else is worth a word on its line. */
  notes?: string;
  /** What is wrong and where, for a person to read. */
  output: string;
}

export interface Gate {
  name: string;
  /** What it holds to, in a few words. */
  holds: string;
  /** @param only these files of it, relative to the root, where the gate looks at each by itself. */
  run(root: string, only?: readonly string[]): Promise<GateResult>;
}

export function passes({ ok, looked }: GateResult): boolean {
  return ok && looked > 0;
}
