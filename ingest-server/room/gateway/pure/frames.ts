import { WIRE_VERSION, type You } from '@rostrum/protocol/wire';
import type { Replay } from '../../pure/choose-replay.ts';

// State and events come as JSON, written once for everyone: here they are only put together.
export function welcomeFrame(you: You, at: number, replay: Replay): string {
  const head = `{"t":"welcome","v":${WIRE_VERSION},"you":${JSON.stringify(you)},"at":${at}`;
  return replay.is === 'state' ? `${head},"state":${replay.state}}` : `${head},"events":${replay.events}}`;
}

export function eventsFrame(events: string): string {
  return `{"t":"events","events":${events}}`;
}
