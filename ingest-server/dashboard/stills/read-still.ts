import { errorResponseSchema } from '@rostrum/protocol/http';
import { type ClassId, refuse } from '@rostrum/protocol/room';
import type { ServerAnswer } from '@rostrum/ui';
import * as v from 'valibot';

/** An `<img>` can't say who asks: so the picture is asked for like anything else, and shown from the page's own memory. */
export async function readStill(
  classId: ClassId,
  stillAt: number,
  token: string,
  signal: AbortSignal,
): Promise<ServerAnswer<Blob>> {
  try {
    const response = await fetch(`/api/operations/classes/${classId}/still?n=${stillAt}`, {
      headers: { authorization: `Bearer ${token}` },
      signal,
    });
    if (response.ok) return { is: 'value', value: await response.blob() };
    const body = v.safeParse(errorResponseSchema, await response.json());
    const strange = refuse('server-error', `The server answered with ${response.status}.`);
    return { is: 'refused', refusal: body.success ? body.output.refusal : strange };
  } catch (cause) {
    return { is: 'unreachable', cause: new Error('the picture could not be read', { cause }) };
  }
}
