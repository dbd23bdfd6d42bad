import type { Costs, Prices } from '@rostrum/protocol/http';

/** The words of the costs’ page. */
export const texts = {
  heading: 'Cost',
  month: 'Month',
  loading: 'Adding up…',
  again: 'Try again',
  unreachable: 'The server can’t be reached',
  unreachableText: 'What classes cost is kept there. Try again in a moment.',
  refused: 'The server did not tell',
  stale: 'The server can’t be reached: these are the figures from before.',
  empty: (month: string) => `Nothing was on air in ${month}`,
  emptyText: 'Classes are listed here while they are on air, and as long as a recording of theirs is kept.',
  sums: {
    total: 'What it cost',
    perPersonHour: 'For an hour of one person',
    nobody: 'nobody watched',
    people: 'People’s time',
    sent: 'Sent',
  },
  comparison: {
    heading: 'Beside WebRTC alone',
    ours: 'This server',
    webRtc: 'WebRTC alone',
    less: (percent: string) => `${percent} less than WebRTC alone for the same minutes of the same people.`,
    more: (percent: string) => `${percent} more than WebRTC alone for the same minutes of the same people.`,
    nothing: 'Nobody was in a class on air: there is nothing to compare.',
  },
  av1: {
    heading: 'AV1',
    saved: (amount: string, bytes: string, percent: string) =>
      `${amount} spared: ${bytes} less were sent than the same pictures take in H.264 (${percent}).`,
    nothing: 'Nothing was counted as sent in AV1.',
  },
  classes: {
    heading: 'By class',
    scrolls: 'Costs by class; scrolls sideways',
    name: 'Class',
    parts: {
      sent: 'Sent',
      compute: 'Compute',
      storage: 'Storage',
      stage: 'Stage',
      total: 'Total',
      webRtc: 'WebRTC alone',
    } satisfies Partial<Record<keyof Costs, string>>,
    all: 'All classes',
  },
  prices: {
    heading: 'Prices',
    usual: 'These are usual list prices: put your own in their place.',
    fields: {
      currency: ['Currency', 'Three letters, such as EUR'],
      perGbSent: ['Sending, for a GB', 'What your CDN or your provider takes for what leaves'],
      perCoreHour: ['Compute, for an hour of one core', 'Of the machine that the server runs on'],
      perGbMonthStored: ['Storage, for a GB and month', 'Where recordings lie'],
      perPersonMinute: [
        'WebRTC, for a minute of one person',
        'What it is compared with, and what the stage counts as',
      ],
    } satisfies Record<keyof Prices, readonly [label: string, hint: string]>,
    save: 'Save prices',
    saved: 'Saved. The figures go by them now.',
    notSaved: (reason: string) => `Not saved. ${reason}`,
    unreachable: 'The server can’t be reached.',
    notCurrency: 'Three letters, such as EUR.',
    notPrice: 'A price is a number such as 0.02.',
    pricesBelow: 'A price is not below nothing.',
  },
  how: 'With a CDN in front, what is sent is what the CDN fetches: take what students get from its bill. How this is counted stands in the guide for admins, in “What a lecture costs”.',
} as const;
