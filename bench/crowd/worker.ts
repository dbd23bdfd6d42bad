// A part of the crowd in a process of its own: opens its sockets, parses every frame, and remembers what it heard.
import { once } from 'node:events';
import WebSocket from 'ws';
import { type Speech, speeches } from './dialects.ts';
import type { CrowdReport, FromCrowd, ToCrowd } from './messages.ts';

/** How many handshakes are under way at once. */
const OPENING_MAX = 100;

interface Member {
  readonly socket: WebSocket;
  texts: string[];
}

const members: Member[] = [];
let speech: Speech = speeches.rostrum;
let delaysMs: number[] = [];
let refused = 0;
let said = 0;

const now = () => performance.timeOrigin + performance.now();
const tell = (message: FromCrowd) => process.send?.(message);

async function open(url: string, token: string): Promise<void> {
  const socket = new WebSocket(speech.pathOf(url), {
    perMessageDeflate: false,
    // All is from a server that we have started: looking at every byte would only take its cores.
    skipUTF8Validation: true,
  });
  const member: Member = { socket, texts: [] };
  const isIn = new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`a socket of the crowd was closed: ${code}`)));
    socket.on('message', (data: Buffer) => {
      const at = now();
      const heard = speech.hear(data.toString());
      if (heard.reply !== undefined) socket.send(heard.reply);
      if (heard.refused) refused += 1;
      if (heard.isIn) resolve();
      for (const text of heard.texts ?? []) {
        // A text is its prefix, its number and when it was said.
        const saidAt = Number(text.slice(text.lastIndexOf(' ') + 1));
        delaysMs.push(at - saidAt);
        member.texts.push(text);
      }
    });
  });
  await once(socket, 'open');
  const hello = speech.hello(token);
  if (hello !== undefined) socket.send(hello);
  if (speech !== speeches.ws) await isIn;
  else isIn.catch(() => undefined);
  members.push(member);
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
  const order = members[0]?.texts.join('\n');
  for (const { texts } of members) {
    const mine = texts.filter((text) => text.startsWith(prefix));
    const distinct = new Set(mine);
    lost += expected - distinct.size;
    doubled += mine.length - distinct.size;
    if (texts.join('\n') !== order) outOfOrder += 1;
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
      for (const member of members) member.texts = [];
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
