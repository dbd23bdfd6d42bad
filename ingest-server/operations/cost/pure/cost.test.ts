import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { costsOf, usualPrices } from './cost.ts';
import { nothingUsed } from './usage.ts';

/** What admins read, without its line breaks. */
const guide = readFileSync(new URL('../../../../docs/admin/cost.md', import.meta.url), 'utf8').replace(
  /\s+/g,
  ' ',
);

const HOUR_S = 3_600;
const prices = { ...usualPrices, perGbSent: 0.02, perPersonMinute: 0.004 };

/** Two thousand students, one hour. */
const lecture = { ...nothingUsed, liveSeconds: HOUR_S, personSeconds: 2_000 * HOUR_S };
const sentAt = (bitsPerSecond: number) => (2_000 * HOUR_S * bitsPerSecond) / 8;
const under = (usage: typeof lecture) => {
  const { total, webRtc } = costsOf(usage, prices);
  return Math.round((1 - total / webRtc) * 1_000) / 10;
};

// The ladder of a 1280×720 programme: 2.4 Mbit/s and 600 kbit/s of H.264, 96 kbit/s of sound.
const TOP_BPS = 2_400_000;
const SMALLEST_BPS = 600_000;
const SOUND_BPS = 96_000;
/** The same picture in AV1, by the measured −53.8 %. */
const AV1_BPS = TOP_BPS * (1 - 0.538);
/** A whole core for the server, and the transcoder's measured share of another. */
const cpuSeconds = 1.231 * HOUR_S;
/** The recording: both pictures, both sounds, kept for a month. */
const storedByteSeconds = ((TOP_BPS + SMALLEST_BPS + SOUND_BPS + 32_000) / 8) * HOUR_S * 730 * HOUR_S;

describe('the reference case: 2,000 students, one hour', () => {
  it('is 480 dollars over WebRTC alone', () => {
    expect(costsOf(lecture, prices).webRtc).toBeCloseTo(480, 9);
  });

  it('costs 45.01 dollars where everybody watches the best picture in H.264: 90.6 % less', () => {
    const usage = { ...lecture, sentBytes: sentAt(TOP_BPS + SOUND_BPS), cpuSeconds, storedByteSeconds };
    const { sent, compute, storage, total } = costsOf(usage, prices);
    expect(sent).toBeCloseTo(44.928, 3);
    expect(compute).toBeCloseTo(0.049, 3);
    expect(storage).toBeCloseTo(0.032, 3);
    expect(total).toBeCloseTo(45.01, 2);
    expect(under(usage)).toBe(90.6);
  });

  it.each([
    ['everybody the best picture in H.264', TOP_BPS + SOUND_BPS, 44.93, 45.01, 90.6],
    [
      'half the best picture, half the smallest (600 kbit/s)',
      (TOP_BPS + SMALLEST_BPS) / 2 + SOUND_BPS,
      28.73,
      28.81,
      94,
    ],
    ['everybody the best picture in AV1', AV1_BPS + SOUND_BPS, 21.69, 21.77, 95.5],
    ['a 1920×1080 programme, everybody the best in H.264', 4_500_000 + SOUND_BPS, 82.73, 82.81, 82.7],
  ])('is above the goal of 78 %%, as the guide tells it: %s', (who, bps, sent, total, percent) => {
    const usage = { ...lecture, sentBytes: sentAt(bps), cpuSeconds, storedByteSeconds };
    const told = costsOf(usage, prices);
    expect(told.sent).toBeCloseTo(sent, 2);
    expect(told.total).toBeCloseTo(total, 2);
    expect(under(usage)).toBe(percent);
    expect(percent).toBeGreaterThan(78);
    expect(guide).toContain(
      `| ${who} | ${sent.toFixed(2)} | ${total.toFixed(2)} | ${percent.toFixed(1)} % |`,
    );
  });

  it('goes by the prices that the guide names', () => {
    const { perGbSent, perCoreHour, perGbMonthStored, perPersonMinute } = usualPrices;
    expect(guide).toContain(
      `${perGbSent} dollars for a GB sent, ${perCoreHour} for an hour of a core, ${perGbMonthStored} for a GB and month, ${perPersonMinute} for a minute of a person`,
    );
    expect(guide).toContain(`2,000 × 60 × ${perPersonMinute} = 480.00 dollars`);
  });

  it('spares 23.24 dollars of it where everybody gets AV1', () => {
    const usage = {
      ...lecture,
      ...{ sentBytes: sentAt(AV1_BPS + SOUND_BPS), av1Bytes: sentAt(AV1_BPS) },
      av1AsH264Bytes: sentAt(TOP_BPS),
    };
    expect(costsOf(usage, prices).av1Saved).toBeCloseTo(23.242, 3);
  });
});

it.each([
  [{ cpuSeconds: 3_600 }, { compute: 0.04, total: 0.04 }],
  [{ sentBytes: 5e9 }, { sent: 0.1, total: 0.1 }],
  [{ storedByteSeconds: 1e9 * 730 * HOUR_S }, { storage: 0.023, total: 0.023 }],
  [
    { stageSeconds: 600, personSeconds: 600 },
    { stage: 0.04, total: 0.04, webRtc: 0.04 },
  ],
  [{ av1Bytes: 4e9, av1AsH264Bytes: 1e9 }, { av1Saved: 0 }],
])('%j costs %j', (usage, costs) => {
  const told = costsOf({ ...nothingUsed, ...usage }, usualPrices);
  for (const [name, value] of Object.entries(costs)) {
    expect(told[name as keyof typeof told]).toBeCloseTo(value, 9);
  }
});
