import { WIRE_VERSION, type You } from '@rostrum/protocol/wire';
import type { Replay } from '../../pure/choose-replay.ts';

// State and events come as JSON, written once for everyone: here they are only put together.
export function welcomeFrame(you: You, at: number, replay: Replay): string {
  const head = `{"t":"welcome","v":${WIRE_VERSION},"you":${JSON.stringify(you)},"at":${at}`;
  if (replay.is === 'events') return `${head},"events":${replay.events}}`;
  const behind = replay.behind === undefined ? '' : `,"events":${replay.behind}`;
  return `${head},"state":${replay.state}${behind}}`;
}

export function eventsFrame(events: string): string {
  return `{"t":"events","events":${events}}`;
}
