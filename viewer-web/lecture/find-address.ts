import { RefusedError } from '@rostrum/protocol/client';
import { type Session, type WatchResponse, watchResponseSchema } from '@rostrum/protocol/http';
import { askServer } from '@rostrum/ui/ask-server';
import { renewToken } from '@rostrum/ui/session';

/** For so long what was told as somebody came in is taken for what is. */
const FRESH_MS = 30_000;

export interface AddressFinder {
  /** As it was when they came in: told with their session, or asked for at once. */
  readonly first: Promise<WatchResponse>;
  /** As it is now. */
  readonly find: () => Promise<WatchResponse>;
}

/** Knows where the class is watched: at first with the token that opened the page, later each time with a new one. */
export function addressFinder({ token, classId, personId, refresh, watch }: Session): AddressFinder {
  const cameAtMs = performance.now();
  const first = watch ? Promise.resolve(watch) : ask(classId, token);
  // Whoever asks for it is told of a failure.
  first.catch(() => undefined);
  let [isFirst, unused]: [boolean, string | undefined] = [true, token];
  return {
    first,
    async find() {
      const isFresh = isFirst && performance.now() - cameAtMs < FRESH_MS;
      isFirst = false;
      if (isFresh) return first;
      const using = unused ?? (await renewToken({ classId, personId, refresh }));
      unused = undefined;
      return ask(classId, using);
    },
  };
}

async function ask(classId: string, token: string): Promise<WatchResponse> {
  const answer = await askServer(watchResponseSchema, `/api/classes/${classId}/watch`, {
    headers: { authorization: `Bearer ${token}` },
    cache: 'no-store',
  });
  switch (answer.is) {
    case 'value':
      return answer.value;
    case 'refused':
      throw new RefusedError(answer.refusal);
    case 'unreachable':
      throw answer.cause;
  }
}
