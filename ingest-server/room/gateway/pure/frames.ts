import type { Mine } from '@rostrum/protocol/room';
import { type Counts, WIRE_VERSION, type You } from '@rostrum/protocol/wire';
import type { Replay } from '../../pure/choose-replay.ts';

// State and events come as JSON, written once for everyone: here they are only put together.

export interface Welcome {
  readonly you: You;
  readonly at: number;
  readonly resume: string;
  readonly counts: Counts;
  readonly through: number;
  readonly logId: string;
  readonly replay: Replay;
  readonly mine: Mine;
}

export function welcomeFrame({ replay, ...rest }: Welcome): string {
  const head = JSON.stringify({ t: 'welcome', v: WIRE_VERSION, ...rest }).slice(0, -1);
  if (replay.is === 'events') return `${head},"events":${replay.events}}`;
  const behind = replay.behind === undefined ? '' : `,"events":${replay.behind}`;
  return `${head},"state":${replay.state}${behind}}`;
}

/** `events` are JSON, one each. */
export function eventsFrame(through: number, events: readonly string[]): string {
  return `{"t":"events","through":${through},"events":[${events.join(',')}]}`;
}

/** How a text goes over a WebSocket from a server (RFC 6455, 5.2): one frame, not masked, not compressed. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const headLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headLength + length);
  frame[0] = 0x81;
  if (headLength === 2) {
    frame[1] = length;
  } else if (headLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headLength);
  return frame;
}

/** Final, a ping, with nothing in it. */
export const pingFrame: Buffer = Buffer.from([0x89, 0x00]);
