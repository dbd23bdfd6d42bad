/** As long as two lines on a screen: longer ones are hard to read in time. */
export const LINE_MAX = 64;

/** What of the draft is a line by now, without cutting a word in two; undefined while it isn't one yet. */
export function cutLine(draft: string): { line: string; rest: string } | undefined {
  if (draft.length < LINE_MAX) return undefined;
  const space = draft.lastIndexOf(' ', LINE_MAX);
  const end = space > 0 ? space : LINE_MAX;
  return { line: draft.slice(0, end).trim(), rest: draft.slice(end).trimStart() };
}
