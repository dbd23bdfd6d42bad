/** Whether an accept-encoding header says so (RFC 9110, 12.5.3). */
export function takesGzip(header: string | string[] | undefined): boolean {
  if (header === undefined) return false;
  const found = /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(String(header));
  return found !== null && Number(found[1] ?? 1) > 0;
}
