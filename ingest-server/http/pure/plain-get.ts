/** A request that asks for nothing but a thing. */
export interface PlainGet {
  /** Path and query, as they were spelled. */
  readonly address: string;
  readonly takesGzip: boolean;
}

const HEAD_MAX = 4_096;
const END = '\r\n\r\n';
/** What takes more than handing out the thing, and what a request without a body has no use for. */
const special =
  /\r\n(?:[ \t]|range|if-|expect|upgrade|te:|trailer|content-|transfer-|authorization|connection:(?! ?keep-alive\r\n))/i;
const notPrintable = /[^\r\n\x20-\x7e]|\r(?!\n)|(?<!\r)\n/;
const gzip = /\r\naccept-encoding:[^\r]*\bgzip\b(?! *; *q=0)/i;

/**
 * Reads one whole head of HTTP/1.1 that is a plain GET under this path; undefined for anything else, which is for
 * a server that understands all of HTTP.
 */
export function readPlainGet(head: string, under: string): PlainGet | undefined {
  if (head.length > HEAD_MAX || !head.startsWith(`GET ${under}`)) return undefined;
  // Exactly one: what follows would be a body, or another question.
  if (head.indexOf(END) !== head.length - END.length) return undefined;
  const end = head.indexOf(' ', 4);
  if (!head.startsWith(' HTTP/1.1\r\n', end)) return undefined;
  if (!/\r\nhost: ?[^\s]+\r\n/i.test(head) || special.test(head) || notPrintable.test(head)) return undefined;
  return { address: head.slice(4, end), takesGzip: gzip.test(head) };
}
