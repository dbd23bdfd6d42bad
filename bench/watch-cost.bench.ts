import { loadavg } from 'node:os';
import { type ServerAlone, startServerAlone } from '@rostrum/e2e/support';
import { DashboardEye } from './alerts/dashboard-eye.ts';
import type { Bench } from './bench.ts';
import { Crowd } from './crowd/crowd.ts';
import { cpuS } from './crowd/process-cost.ts';
import { joinGuests, openLink } from './crowd/sign-in.ts';
import { median } from './pure/median.ts';

const PEOPLE = 5_000;
const PER_SECOND = 10;
/** As Prometheus is usually set up for what must be noticed soon. */
const SCRAPE_EVERY_MS = 5_000;
const SEEN_MAX_MS = 10_000;

/** Looks as an admin and a Prometheus do, until it is told to stop. */
async function look({ origin, links }: ServerAlone): Promise<() => void> {
  const token = await openLink(origin, links.dashboard);
  const eye = await DashboardEye.open(origin.replace('http', 'ws'), token);
  const seen = () => eye.overview?.classes.find(({ here }) => here > 0);
  await eye.until(() => seen() !== undefined, SEEN_MAX_MS);
  const classId = seen()?.classId;
  if (!classId) throw new Error('the dashboard shows no class with anybody in it');
  eye.lookInto(classId);
  const scrape = async () => {
    const answer = await fetch(`${origin}/metrics`);
    if (!answer.ok) throw new Error(`the figures were refused: ${answer.status}`);
    await answer.text();
  };
  const scraping = setInterval(() => void scrape(), SCRAPE_EVERY_MS);
  await scrape();
  return () => {
    clearInterval(scraping);
    eye.close();
  };
}

export const bench: Bench = {
  name: 'watch-cost',
  says: `The server's CPU for one class of ${PEOPLE} sockets and ${PER_SECOND} chat messages a second, with its figures scraped each ${SCRAPE_EVERY_MS / 1000} s and a dashboard that looks into the class, against nobody looking, in turns. What is counted and judged each second is counted and judged in both.`,
  async run({ quick }) {
    const forS = quick ? 5 : 15;
    const house = await startServerAlone();
    const pid = house.server.process.pid!;
    const crowd = new Crowd();
    try {
      const tokens = await joinGuests(house.origin, PEOPLE);
      await crowd.connect('rostrum', house.origin.replace('http', 'ws'), tokens);
      const spend = async (name: string) => {
        await crowd.begin();
        const before = cpuS(pid);
        const { lost, p95Ms } = await crowd.say(PER_SECOND, forS, name);
        return { cpuS: cpuS(pid) - before, lost, p95Ms };
      };
      // What a process does in its first seconds is neither's.
      await spend('before');
      const [off, on]: [number[], number[]] = [[], []];
      let lost = 0;
      const lateMs: number[] = [];
      for (let turn = 0; turn < (quick ? 2 : 5); turn += 1) {
        const unseen = await spend(`off${turn}`);
        const stop = await look(house);
        const seen = await spend(`on${turn}`);
        stop();
        off.push(unseen.cpuS);
        on.push(seen.cpuS);
        lost += unseen.lost + seen.lost;
        lateMs.push(seen.p95Ms);
      }
      const ratios = on.map((cpu, i) => cpu / (off[i] ?? Number.NaN));
      return {
        people: PEOPLE,
        seconds: forS,
        turns: ratios.length,
        ratio: round(median(ratios)),
        ratio_least: round(Math.min(...ratios)),
        ratio_most: round(Math.max(...ratios)),
        off_cpu_s: round(median(off)),
        on_cpu_s: round(median(on)),
        on_p95_ms: Math.round(median(lateMs)),
        lost,
        load_1min: round(loadavg()[0] ?? 0),
      };
    } finally {
      crowd.end();
      await house.close();
    }
  },
};

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
