import { RefusedError } from '@rostrum/protocol/client';
import { type Session, type WatchResponse, watchResponseSchema } from '@rostrum/protocol/http';
import { askServer, renewToken } from '@rostrum/ui';

/** Asks where the class is watched: at first with the token that opened the page, later each time with a new one. */
export function addressFinder({ token, classId, personId, refresh }: Session): () => Promise<WatchResponse> {
  let first: string | undefined = token;
  return async () => {
    const using = first ?? (await renewToken({ classId, personId, refresh }));
    first = undefined;
    const answer = await askServer(watchResponseSchema, `/api/classes/${classId}/watch`, {
      headers: { authorization: `Bearer ${using}` },
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
  };
}
