// Links and rules in Markdown, found with the patterns of the text alone.

/** Code is not prose: what looks like a link in it isn't one. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The targets of every link and picture that point into the repository. */
export function relativeLinks(markdown: string): string[] {
  const text = withoutCode(markdown);
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+["'(][^)]*)?\)/g)];
  const defined = [...text.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?\s*$/gm)];
  const html = [...text.matchAll(/<(?:img|a|source)\b[^>]*?\b(?:src|href|srcset)="([^"]+)"/g)];
  return [...inline, ...defined, ...html]
    .map((match) => decodeURI(match[1] ?? ''))
    .filter((target) => !/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(target))
    .map((target) => target.replace(/[#?].*$/, ''))
    .filter((target) => target !== '');
}

/** A rule's id opens its heading, list item or table row: `- **ROOM-7** …`, `### HLS-12 …`, `| ROOM-7 | …`. */
export function ruleIds(specification: string): string[] {
  const opening = /^\s*(?:[-*]\s+|#{2,6}\s+|\|\s*|\d+\.\s+)?(?:\*\*|`)?([A-Z][A-Z0-9]*-\d+)\b/gm;
  return [...new Set([...specification.matchAll(opening)].map((match) => match[1] ?? ''))];
}

/** The ids that the titles of tests cite. */
export function citedIds(testSource: string): string[] {
  const titles = testSource.matchAll(
    /\b(?:test|it|describe)(?:\.\w+)*\s*(?:\([^()]*\)\s*)?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/g,
  );
  return [...titles].flatMap((title) => title[2]?.match(/\b[A-Z][A-Z0-9]*-\d+\b/g) ?? []);
}
