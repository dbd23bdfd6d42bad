import type { LineStep } from '../pure/line-steps.ts';

/** A network as it changes in about a minute of a lecture. */
export interface NetworkProfile {
  /** Stands before its figures. */
  readonly name: string;
  /** Where its figures come from. */
  readonly source: string;
  readonly steps: readonly LineStep[];
  /** With the beginning of this step a student is to come back to live. */
  readonly backFrom?: number;
}

const mobile = { upKbps: 750, rttMs: 150, lossPct: 0 };
const wifi = { downKbps: 10_000, upKbps: 5_000, rttMs: 30 };
const home = { upKbps: 1_000, rttMs: 40, lossPct: 0 };

export const profiles: readonly NetworkProfile[] = [
  {
    name: 'mobile_3g',
    source:
      'Down: a tram in Oslo, Ljabru to Jernbanetorget, 31 January 2011 at 10:45, seconds 20 to 80 as means of five seconds each, from the HSDPA logs of H. Riiser and others, Commute path bandwidth traces from 3G networks (ACM MMSys 2013, datasets.simula.no/hsdpa-tcp-logs). Up and round trip: WebPageTest’s Mobile 3G Fast, which Lighthouse uses too.',
    steps: [1_200, 1_300, 1_450, 1_450, 1_500, 1_500, 750, 550, 700, 450, 600, 950].map((downKbps) => ({
      ...{ lastsMs: 5_000, downKbps },
      ...mobile,
    })),
  },
  {
    name: 'lossy_wifi',
    source:
      'Our own steps: what Wi-Fi loses on a good day (0.2 %), and a microwave oven or a full lecture hall in between. A lost packet is a wait of its connection: a round trip, or the timeout where too little follows it.',
    steps: [0.2, 3, 0.2, 6, 0.2, 10, 0.2].map((lossPct, i) => ({
      ...{ lastsMs: i % 2 === 0 ? 10_000 : 6_000, lossPct },
      ...wifi,
    })),
  },
  {
    name: 'outage',
    source:
      'Our own steps: nothing passes for 30 s and nobody is told, as in a tunnel. What was tried in vain gets through with TCP’s next try, the waits between tries growing as RFC 6298 has it.',
    steps: [
      { ...home, lastsMs: 12_000, downKbps: 5_000 },
      { ...home, lastsMs: 30_000, downKbps: 0, upKbps: 0 },
      { ...home, lastsMs: 25_000, downKbps: 5_000 },
    ],
    backFrom: 2,
  },
  {
    name: 'drop',
    source: 'Our own steps: a line of 5 Mbit/s that has 0.4 for half a minute, and 5 again.',
    steps: [
      { ...home, lastsMs: 12_000, downKbps: 5_000 },
      { ...home, lastsMs: 30_000, downKbps: 400 },
      { ...home, lastsMs: 25_000, downKbps: 5_000 },
    ],
    backFrom: 2,
  },
];
