import { numberText } from '@rostrum/ui/language';

const KILO = 1_000;
const MEGA = 1_000_000;

/** As phones and computers say it; never nothing. */
export function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / KILO));
  return kilobytes < KILO ? `${numberText(kilobytes, 0)} kB` : `${numberText(bytes / MEGA, 1)} MB`;
}
