import type { WatchResponse } from '@rostrum/protocol/http';
import type { ClassId, Refusal, RoomState, StreamId } from '@rostrum/protocol/room';
import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';

type Opening = Pick<NonNullable<WatchResponse['live']>, 'playlist' | 'first'>;

export interface WatchOptions {
  /** Where somebody who is in this class watches it. */
  readonly addressOf: (classId: ClassId) => WatchResponse;
  /** What a player asks for first behind that address; undefined where there is nothing (yet). */
  readonly openingOf?: (classId: ClassId, streamId: StreamId) => Opening | undefined;
  /** Why the gateway would turn them away now. */
  readonly refusalOfUpgrade?: (request: IncomingMessage) => Refusal | undefined;
}

/**
 * The address of a class, with what is on air there: whoever knows it shows the picture without waiting for the gateway.
 * For whom that has no place is told the address alone, and so waits for its word.
 */
export function wayToWatch(
  request: FastifyRequest,
  { addressOf, openingOf, refusalOfUpgrade }: WatchOptions,
  classId: ClassId,
  state: RoomState | undefined,
): WatchResponse {
  const address = addressOf(classId);
  if (state?.stream.status !== 'live' || refusalOfUpgrade?.(request.raw)) return address;
  const { streamId, since } = state.stream;
  return { ...address, live: { streamId, since, ...openingOf?.(classId, streamId) } };
}
