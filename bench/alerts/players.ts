import { speeches } from '../crowd/dialects.ts';
import { type LightSocket, openLightSocket } from '../crowd/light-socket.ts';
import { joinGuests } from '../crowd/sign-in.ts';

/** As pages do. */
const REPORT_EVERY_MS = 10_000;

/** Students whose players report: of the player itself there is nothing but what it says. */
export interface ReportingPlayers {
  /** From now on they are so late. */
  delay(ms: number): void;
  close(): void;
}

export async function openPlayers(origin: string, count: number, delayMs: number): Promise<ReportingPlayers> {
  const tokens = await joinGuests(origin, count);
  let told = delayMs;
  const timers: NodeJS.Timeout[] = [];
  for (const [i, token] of tokens.entries()) {
    const socket = await enter(origin, token);
    const report = () => {
      const report = {
        delayMs: told,
        playedMs: REPORT_EVERY_MS,
        stalls: 0,
        stalledMs: 0,
        switches: 0,
        errors: 0,
      };
      socket.send(JSON.stringify({ t: 'report', report }));
    };
    // Each at a moment of its own, and at that one again.
    timers.push(
      setTimeout(
        () => {
          report();
          timers.push(setInterval(report, REPORT_EVERY_MS));
        },
        (i * REPORT_EVERY_MS) / count,
      ),
    );
  }
  return {
    delay: (ms) => void (told = ms),
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Inside when this resolves. */
async function enter(origin: string, token: string): Promise<LightSocket> {
  const speech = speeches.rostrum;
  const isIn = Promise.withResolvers<void>();
  const socket = await openLightSocket({
    url: speech.pathOf(origin.replace('http', 'ws')),
    handleText: (text) => void (speech.hear(text).isIn && isIn.resolve()),
    handleClose: () => isIn.reject(new Error('a player was sent away')),
  });
  socket.send(speech.hello(token) ?? '');
  await isIn.promise;
  return socket;
}
