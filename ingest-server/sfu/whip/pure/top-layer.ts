/** What encoders and pages call the whole picture. */
const WHOLE = ['f', 'full', 'high', 'hi', 'h'];

/**
 * Which of the sizes that an encoder would send at once is the whole picture (RFC 8853): a name that says so, else the
 * first, which is the one it likes best. `sent`: the a=rid lines.
 */
export function topLayer(list: string, sent: readonly string[]): string | undefined {
  // Of alternatives for one stream the first; a paused one sends nothing.
  const layers = list
    .split(';')
    .map((alternatives) => alternatives.split(',')[0] ?? '')
    .filter((layer) => sent.includes(layer));
  return WHOLE.find((name) => layers.includes(name)) ?? layers[0];
}
