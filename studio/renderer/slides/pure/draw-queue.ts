/** What a drawing is for, the most urgent first: the students wait for the programme. */
const PURPOSES = ['programme', 'preview', 'thumbnail'] as const;
export type DrawPurpose = (typeof PURPOSES)[number];

export interface Asked {
  readonly purpose: DrawPurpose;
  /** Counts up: of two for the same purpose the later one is nearer to what somebody looks at now. */
  readonly order: number;
}

/** Which drawing is next; undefined where none is asked for. */
export function nextDrawing<A extends Asked>(waiting: readonly A[]): A | undefined {
  return waiting.reduce<A | undefined>(
    (best, asked) => (best && !isBefore(asked, best) ? best : asked),
    undefined,
  );
}

function isBefore(a: Asked, b: Asked): boolean {
  const urgency = PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose);
  return urgency === 0 ? a.order > b.order : urgency < 0;
}
