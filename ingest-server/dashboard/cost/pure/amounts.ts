const STEP = 1_000;
const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** As clouds sell them: in thousands. */
export function bytesWords(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= STEP - 0.5 && unit < units.length - 1) [value, unit] = [value / STEP, unit + 1];
  return `${value.toFixed(unit === 0 || value >= 99.95 ? 0 : 1)} ${units[unit] ?? ''}`;
}

/** Small change is told as less than the smallest coin, not as nothing. */
export function moneyWords(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  const coin = 10 ** -(format.resolvedOptions().maximumFractionDigits ?? 2);
  return amount > 0 && amount < coin / 2 ? `< ${format.format(coin)}` : format.format(amount);
}

export function monthWords(month: string): string {
  const format = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

export function hoursWords(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.round(seconds / 60)} min`;
  const hours = seconds / 3_600;
  return `${hours.toLocaleString('en', { maximumFractionDigits: hours < 10 ? 1 : 0 })} h`;
}

/** How much less the one is than the other, from 0 to 1; below 0: it is more. Undefined where there is no other. */
export function shareUnder(one: number, other: number): number | undefined {
  return other > 0 ? 1 - one / other : undefined;
}

export function shareWords(share: number): string {
  return `${(100 * Math.abs(share)).toFixed(1)} %`;
}
