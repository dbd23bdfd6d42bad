import * as v from 'valibot';

/** Short forms, in small letters, and what they stand for. */
export type Abbreviations = Readonly<Record<string, string>>;

const WORD = /(^|[^\p{L}\p{N}])([\p{L}\p{N}]+)([^\p{L}\p{N}]+)$/u;
const SHORT = /^[\p{L}\p{N}]{1,20}$/u;
const LONG_MAX = 80;

const tableSchema = v.record(v.string(), v.string());

/** The draft with its last word in full, once that word is over. */
export function expand(draft: string, table: Abbreviations): string {
  const [, before = '', word = '', after = ''] = WORD.exec(draft) ?? [];
  const short = word.toLowerCase();
  const long = Object.hasOwn(table, short) ? table[short] : undefined;
  if (long === undefined) return draft;
  const isCapital = word.charAt(0) !== short.charAt(0);
  const shown = isCapital ? long.charAt(0).toUpperCase() + long.slice(1) : long;
  return draft.slice(0, draft.length - word.length - after.length - before.length) + before + shown + after;
}

/** The same of a draft that is at its end. */
export function expandAll(draft: string, table: Abbreviations): string {
  return expand(`${draft} `, table).slice(0, -1);
}

/** Undefined where one of them makes no sense. */
export function withAbbreviation(
  table: Abbreviations,
  short: string,
  long: string,
): Abbreviations | undefined {
  const [key, meaning] = [short.trim().toLowerCase(), long.trim().slice(0, LONG_MAX)];
  if (!SHORT.test(key) || meaning === '') return undefined;
  return { ...table, [key]: meaning };
}

export function withoutAbbreviation(table: Abbreviations, short: string): Abbreviations {
  return Object.fromEntries(Object.entries(table).filter(([key]) => key !== short));
}

/** As they were kept; none where something else was. */
export function readAbbreviations(kept: string | undefined): Abbreviations {
  if (kept === undefined) return {};
  try {
    const parsed = v.safeParse(tableSchema, JSON.parse(kept));
    return parsed.success ? parsed.output : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
