import { createHmac } from 'node:crypto';
import type { PersonId } from '@rostrum/protocol/room';

/** A relay for networks that let neither UDP nor our TCP port through, and the secret that it shares with us. */
export interface TurnOptions {
  readonly urls: readonly string[];
  readonly secret: string;
}

export interface IceServer {
  readonly urls: string[];
  readonly username: string;
  readonly credential: string;
}

/** Long enough for the longest lecture day: a relay asks again when an allocation is renewed. */
const LIFETIME_S = 12 * 60 * 60;

/** The way that coturn calls its REST API: whoever holds it may relay until then, and no relay has to be told of people. */
export function iceServersFor({ urls, secret }: TurnOptions, personId: PersonId, nowMs: number): IceServer[] {
  const username = `${Math.floor(nowMs / 1000) + LIFETIME_S}:${personId}`;
  const credential = createHmac('sha1', secret).update(username).digest('base64');
  return [{ urls: [...urls], username, credential }];
}
