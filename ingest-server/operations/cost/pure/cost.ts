// The formula that docs/admin/cost.md tells. Whoever changes the one changes the other.
import type { Costs, Prices, Usage } from '@rostrum/protocol/http';

const BYTES_PER_GB = 1e9;
const SECONDS_PER_HOUR = 3_600;
/** As clouds bill storage: 730 hours. */
const SECONDS_PER_MONTH = 730 * SECONDS_PER_HOUR;

/** What an institution begins with: list prices of a CDN, a cloud and a WebRTC provider, rounded. */
export const usualPrices: Prices = {
  currency: 'USD',
  perGbSent: 0.02,
  perCoreHour: 0.04,
  perGbMonthStored: 0.023,
  perPersonMinute: 0.004,
};

export function costsOf(usage: Usage, prices: Prices): Costs {
  const sent = (usage.sentBytes / BYTES_PER_GB) * prices.perGbSent;
  const compute = (usage.cpuSeconds / SECONDS_PER_HOUR) * prices.perCoreHour;
  const storage = (usage.storedByteSeconds / SECONDS_PER_MONTH / BYTES_PER_GB) * prices.perGbMonthStored;
  // The stage is WebRTC here too, and is counted as dear as where it is bought.
  const stage = (usage.stageSeconds / 60) * prices.perPersonMinute;
  const spared = Math.max(0, usage.av1AsH264Bytes - usage.av1Bytes);
  return {
    ...{ sent, compute, storage, stage, total: sent + compute + storage + stage },
    webRtc: (usage.personSeconds / 60) * prices.perPersonMinute,
    av1Saved: (spared / BYTES_PER_GB) * prices.perGbSent,
  };
}
