// A part of the crowd in a process of its own: opens its sockets, parses every frame, and remembers what it heard.
import { type Speech, speeches } from './dialects.ts';
import { type LightSocket, openLightSocket } from './light-socket.ts';
import type { CrowdReport, FromCrowd, ToCrowd } from './messages.ts';

/** How many handshakes are under way at once. */
const OPENING_MAX = 100;

interface Member {
  readonly socket: LightSocket;
  /** Which texts, in the order they came. */
  readonly heard: number[];
}

const members: Member[] = [];
/** Each text is kept once, whatever the number of those who heard it. */
const texts = new Map<string, number>();
let speech: Speech = speeches.rostrum;
let delaysMs: number[] = [];
let refused = 0;
let said = 0;

const now = () => performance.timeOrigin + performance.now();
const tell = (message: FromCrowd) => process.send?.(message);

function idOf(text: string): number {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, texts.size);
  return texts.size - 1;
}

async function open(url: string, token: string): Promise<void> {
  let handleIn: () => void = () => undefined;
  const isIn = new Promise<void>((resolve) => (handleIn = resolve));
  const heard: number[] = [];
  const socket = await openLightSocket({
    url: speech.pathOf(url),
    handleText(data, socket) {
      const at = now();
      const { reply, refused: isRefused, isIn: isNowIn, texts } = speech.hear(data);
      if (reply !== undefined) socket.send(reply);
      if (isRefused) refused += 1;
      if (isNowIn) handleIn();
      if (texts === undefined) return;
      for (const text of texts) {
        // A text is its prefix, its number and when it was said.
        delaysMs.push(at - Number(text.slice(text.lastIndexOf(' ') + 1)));
        heard.push(idOf(text));
      }
    },
    handleClose: () => {
      throw new Error('a socket of the crowd was closed');
    },
  });
  const hello = speech.hello(token);
  if (hello !== undefined) socket.send(hello);
  if (speech !== speeches.ws) await isIn;
  members.push({ socket, heard });
}

async function connect(url: string, tokens: readonly string[]): Promise<void> {
  const queue = [...tokens];
  const lane = async () => {
    for (let token = queue.shift(); token !== undefined; token = queue.shift()) await open(url, token);
  };
  await Promise.all(Array.from({ length: OPENING_MAX }, lane));
}

/** People don't speak in step: the gaps are as random as arrivals are, with this mean. */
function sayAll(count: number, everyMs: number, prefix: string): void {
  let left = count;
  let nextAt = now();
  const step = () => {
    while (left > 0 && now() >= nextAt) {
      const number = count - left;
      left -= 1;
      said += 1;
      nextAt += -Math.log(1 - Math.random()) * everyMs;
      // Every message comes from another member, so that nobody talks faster than a person may.
      const member = members[(said * 7919) % members.length]!;
      member.socket.send(speech.say(`${prefix} ${number} ${now()}`, `${prefix}-key-${process.pid}-${said}`));
    }
    if (left > 0) setTimeout(step, 1);
    else tell({ is: 'said' });
  };
  step();
}

function report(prefix: string, expected: number): CrowdReport {
  let lost = 0;
  let doubled = 0;
  let outOfOrder = 0;
  const asked = new Set([...texts].filter(([text]) => text.startsWith(prefix)).map(([, id]) => id));
  const order = members[0]?.heard.join();
  for (const { heard } of members) {
    const mine = heard.filter((id) => asked.has(id));
    const distinct = new Set(mine);
    lost += expected - distinct.size;
    doubled += mine.length - distinct.size;
    if (heard.join() !== order) outOfOrder += 1;
  }
  return { delaysMs, lost, doubled, outOfOrder, refused };
}

process.on('message', (message: ToCrowd) => {
  switch (message.do) {
    case 'connect':
      speech = speeches[message.dialect];
      void connect(message.url, message.tokens).then(() => tell({ is: 'connected' }));
      return;
    case 'say':
      sayAll(message.count, message.everyMs, message.prefix);
      return;
    case 'begin':
      delaysMs = [];
      for (const { heard } of members) heard.length = 0;
      tell({ is: 'begun' });
      return;
    case 'report':
      tell({ is: 'report', report: report(message.prefix, message.expected) });
      return;
    case 'end':
      process.exit();
  }
});
process.on('disconnect', () => process.exit());
