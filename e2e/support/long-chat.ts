import type { Page, WebSocketRoute } from '@playwright/test';
import type { LoggedEvent, MessageId, PersonId } from '@rostrum/protocol/room';
import { type ServerFrame, serverFrameSchema } from '@rostrum/protocol/wire';
import * as v from 'valibot';

/** Below what a class has at hand, so that none is passed over. */
const TOLD_AT_ONCE = 150;

/** A page between which and its server more is said than anybody wrote: a long lecture's chat, at once. */
export interface LongChat {
  /** Tells it of so many messages, a moment after each other. */
  tell(count: number): void;
}

/** To be called before the page is opened. */
export async function listenIn(page: Page): Promise<LongChat> {
  let toPage: WebSocketRoute | undefined;
  /** The last event that the page has of its server, and how many it has besides. */
  let through = 0;
  let besides = 0;
  await page.routeWebSocket(/\/socket$/, (route) => {
    [toPage, through, besides] = [route, 0, 0];
    route.connectToServer().onMessage((data) => {
      const frame = v.parse(serverFrameSchema, JSON.parse(String(data)));
      if (frame.t === 'welcome' || frame.t === 'events') through = frame.through;
      route.send(JSON.stringify(behind(frame, besides)));
    });
  });
  return {
    tell(count) {
      const now = Date.now();
      const events = Array.from({ length: count }, (_, i): LoggedEvent => {
        const seq = through + besides + i + 1;
        return { seq, at: now + i, event: lineOfMany(i) };
      });
      besides += count;
      for (let from = 0; from < count; from += TOLD_AT_ONCE) {
        const some = events.slice(from, from + TOLD_AT_ONCE);
        const frame: ServerFrame = { t: 'events', through: some.at(-1)!.seq, events: some };
        toPage?.send(JSON.stringify(frame));
      }
    },
  };
}

const WORDS = 'why is the sky so blue and the evening red, and what of it is light that was scattered '.split(
  ' ',
);

/** Of twenty people in turn, and of all lengths. */
export function lineOfMany(i: number): LoggedEvent['event'] {
  const words = Array.from({ length: 3 + ((i * 7) % 40) }, (_, at) => WORDS[(i + at) % WORDS.length]);
  const person = Math.floor(i / 3) % 20;
  return {
    ...{ type: 'chat.sent', messageId: `told-${i}` as MessageId, personId: `p${person}` as PersonId },
    ...{ name: `Student ${person}`, role: 'student', text: `No. ${i + 1}: ${words.join(' ')}` },
  };
}

/** As it would be told had the others been said before it. */
function behind(frame: ServerFrame, besides: number): ServerFrame {
  if (frame.t !== 'events' || besides === 0) return frame;
  const events = frame.events.map((logged) => ({ ...logged, seq: logged.seq + besides }));
  return { ...frame, through: frame.through + besides, events };
}
