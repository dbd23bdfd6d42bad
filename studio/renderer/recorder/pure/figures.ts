export function sizeText(bytes: number, locale?: string): string {
  if (bytes >= 1e9) return `${oneDigit(bytes / 1e9, locale)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}

/** Rounded down: better a little more room than said. */
export function minutesText(
  ms: number,
  words: { minutes: (count: number) => string; hours: (count: number) => string },
): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 120 ? words.minutes(minutes) : words.hours(Math.floor(minutes / 60));
}

export function leftText(
  ms: number,
  words: { secondsLeft: (count: number) => string; minutesLeft: (count: number) => string },
): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? words.secondsLeft(seconds) : words.minutesLeft(Math.ceil(seconds / 60));
}

function oneDigit(value: number, locale: string | undefined): string {
  return value.toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
