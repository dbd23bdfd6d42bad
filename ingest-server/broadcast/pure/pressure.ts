/** Of the last ten seconds, in per cent; undefined where it is not told. */
export function parsePressure(text: string): number | undefined {
  const share = /^some avg10=([\d.]+)/m.exec(text)?.[1];
  return share === undefined ? undefined : Number(share);
}
