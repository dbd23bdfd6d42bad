/** A message as it is shown. Only these kinds exist: whatever else is typed is text, and never HTML. */
export type Block = { is: 'line'; spans: readonly Span[] } | { is: 'code'; text: string };

export type Span =
  | { is: 'text' | 'code' | 'mention'; text: string }
  /** `text` is the address as typed: a link never claims to lead elsewhere. */
  | { is: 'link'; text: string; href: string }
  | { is: 'strong' | 'emphasis'; spans: readonly Span[] };

const FENCE = '```';
/** Bold in italic and no deeper: a message isn't a maze. */
const DEEPEST = 2;

/** `names`: what behind an @ is a mention, besides '@staff'. */
export function parseMessage(text: string, names: readonly string[] = []): readonly Block[] {
  const mention = mentionPattern(names);
  // Between two fences is code; a fence without its other end is text.
  const parts = text.split(FENCE);
  const isWhole = parts.length % 2 === 1;
  const pairs = isWhole ? parts : [...parts.slice(0, -2), parts.slice(-2).join(FENCE)];
  return pairs.flatMap((part, i): Block[] => {
    if (i % 2 === 1) return [{ is: 'code', text: codeOf(part) }];
    const trimmed = trimBesideCode(part, { before: i > 0, behind: i < pairs.length - 1 });
    return trimmed === '' ? [] : [{ is: 'line', spans: spansOf(trimmed, mention, 0) }];
  });
}

/** The message in one plain line, for a quote. */
export function plainText(text: string): string {
  return text.replaceAll(FENCE, ' ').replace(/\s+/g, ' ').trim();
}

const TALL_LINES = 20;
const TALL_LENGTH = 1_000;

/** Whether it would fill a screen, and is to be scrolled by itself. */
export function isTallText(text: string): boolean {
  return text.length > TALL_LENGTH || text.split('\n').length > TALL_LINES;
}

function codeOf(part: string): string {
  return part.replace(/^[a-z0-9+#-]{0,20}\n/i, '').replace(/\n$/, '');
}

// The code stands on lines of its own already.
function trimBesideCode(part: string, { before, behind }: { before: boolean; behind: boolean }): string {
  const start = before ? part.replace(/^[ \t]*\n/, '') : part;
  return behind ? start.replace(/\n[ \t]*$/, '') : start;
}

const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function mentionPattern(names: readonly string[]): RegExp {
  // The longest first: 'Ada Lovelace' before 'Ada'.
  const all = [...names.filter((name) => name !== ''), 'staff'].sort((a, b) => b.length - a.length);
  return new RegExp(`@(?:${all.map(escaped).join('|')})(?![\\p{L}\\p{N}_])`, 'iuy');
}

const LINK = /https?:\/\/[^\s<>"`]+/iy;
const CODE = /`([^`\n]+)`/y;
// Opens and closes at a word's edge only, so that 2*3*4 stays what it is.
const STRONG = /\*\*(?=[^\s*])([^\n]*?[^\s*])\*\*(?![\p{L}\p{N}*])/uy;
const EMPHASIS = /\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/uy;
/** Where something can begin; all before it is text. */
const NEXT = /[`*@]|https?:\/\//giu;
const WORD = /[\p{L}\p{N}_]/u;

function spansOf(text: string, mention: RegExp, depth: number): Span[] {
  const spans: Span[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    NEXT.lastIndex = at;
    const next = NEXT.exec(text)?.index;
    if (next === undefined) break;
    const found = WORD.test(text[next - 1] ?? '') ? undefined : spanAt(text, next, mention, depth);
    if (!found) {
      // A run of stars is passed over as one: none of its others opens anything either.
      at = next + (text[next] === '*' ? starsAt(text, next) : 1);
      continue;
    }
    if (next > from) spans.push({ is: 'text', text: text.slice(from, next) });
    spans.push(found.span);
    from = at = next + found.length;
  }
  if (from < text.length) spans.push({ is: 'text', text: text.slice(from) });
  return spans;
}

function spanAt(
  text: string,
  at: number,
  mention: RegExp,
  depth: number,
): { span: Span; length: number } | undefined {
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  switch (text[at]) {
    case '`': {
      const code = match(CODE);
      return code ? { span: { is: 'code', text: code[1] ?? '' }, length: code[0].length } : undefined;
    }
    case '@': {
      const found = match(mention)?.[0];
      return found === undefined ? undefined : { span: { is: 'mention', text: found }, length: found.length };
    }
    case '*': {
      if (depth >= DEEPEST) return undefined;
      const is = text[at + 1] === '*' ? 'strong' : 'emphasis';
      const found = match(is === 'strong' ? STRONG : EMPHASIS);
      if (!found) return undefined;
      const spans = spansOf(found[1] ?? '', mention, depth + 1);
      return { span: { is, spans }, length: found[0].length };
    }
    default:
      return linkOf(match(LINK)?.[0] ?? '');
  }
}

function linkOf(typed: string): { span: Span; length: number } | undefined {
  const text = withoutTail(typed);
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  const isWeb = protocol === 'http:' || protocol === 'https:';
  // https://bank.example@elsewhere.example leads elsewhere.
  if (!isWeb || username !== '' || password !== '') return undefined;
  return { span: { is: 'link', text, href }, length: text.length };
}

/** Without what ends the sentence around the address, and without a bracket that was opened before it. */
function withoutTail(typed: string): string {
  let text = typed;
  for (;;) {
    const last = text.at(-1) ?? '';
    const isOver = last === ')' && count(text, ')') > count(text, '(');
    if (last === '' || (!/[.,;:!?'"*_»”’\]}]/.test(last) && !isOver)) return text;
    text = text.slice(0, -1);
  }
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function starsAt(text: string, at: number): number {
  let end = at;
  while (text[end] === '*') end += 1;
  return end - at;
}
