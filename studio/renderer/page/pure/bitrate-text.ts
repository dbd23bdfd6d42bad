export function bitrateText(bps: number, locale?: string): string {
  if (bps < 1_000_000) return `${Math.round(bps / 1000)} kbit/s`;
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `${(bps / 1_000_000).toLocaleString(locale, digits)} Mbit/s`;
}
