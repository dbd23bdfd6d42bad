import * as v from 'valibot';

const lineSchema = v.object({
  lineId: v.string(),
  text: v.string(),
  /** When it was begun, by the picture's clock: that is when it was said. */
  atMs: v.number(),
  /** As the server has it; missing while it is on its way. */
  sent: v.optional(v.string()),
  /** Why the server didn't take it, in words. */
  refused: v.optional(v.string()),
});

/** A line that was typed, the first one first. */
export type Line = v.InferOutput<typeof lineSchema>;

export type LineStanding = 'waiting' | 'on air' | 'correcting' | 'taken back' | 'refused';

const KEPT = 50;

export function standingOf({ text, sent, refused }: Line): LineStanding {
  if (refused !== undefined) return 'refused';
  if (sent === undefined) return 'waiting';
  if (sent !== text) return 'correcting';
  return text === '' ? 'taken back' : 'on air';
}

export function withLine(lines: readonly Line[], line: Line): readonly Line[] {
  return [...lines, line].slice(-KEPT);
}

/** Another text; nothing takes the line back. One that was not sent yet then never is. */
export function corrected(lines: readonly Line[], lineId: string, text: string): readonly Line[] {
  return lines.flatMap((line) => {
    if (line.lineId !== lineId) return line;
    const { refused: _no, ...rest } = line;
    return text === '' && line.sent === undefined ? [] : { ...rest, text };
  });
}

/** What goes to the server next: in order, one at a time. */
export function nextOf(lines: readonly Line[]): Line | undefined {
  return lines.find((line) => {
    const standing = standingOf(line);
    return standing === 'waiting' || standing === 'correcting';
  });
}

/** The server has taken this text of the line. */
export function taken(lines: readonly Line[], lineId: string, sent: string): readonly Line[] {
  return lines.map((line) => (line.lineId === lineId ? { ...line, sent } : line));
}

export function refusedLine(lines: readonly Line[], lineId: string, why: string): readonly Line[] {
  return lines.map((line) => (line.lineId === lineId ? { ...line, refused: why } : line));
}

/** The newest that can be corrected. */
export function lastOf(lines: readonly Line[]): Line | undefined {
  return lines.findLast((line) => standingOf(line) !== 'taken back');
}

/** As they were kept over a reload; none where something else was. */
export function readLines(kept: string | undefined): readonly Line[] {
  if (kept === undefined) return [];
  try {
    const parsed = v.safeParse(v.array(lineSchema), JSON.parse(kept));
    return parsed.success ? parsed.output : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
