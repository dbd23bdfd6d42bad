import { parse } from 'sdp-transform';
import * as v from 'valibot';
import { describedSchema } from './pure/described.ts';
import { type ReadOffer, offerIn } from './pure/offer.ts';

/** An encoder's or a player's offer, or why it is none. */
export function readOffer(sdp: string): ReadOffer {
  // Whatever it is, sdp-transform finds something in it, or nothing.
  if (!sdp.startsWith('v=0')) return { ok: false, why: 'it does not begin with v=0' };
  const described = v.safeParse(describedSchema, parse(sdp));
  if (described.success) return offerIn(described.output);
  const [issue] = described.issues;
  const place = v.getDotPath(issue);
  return { ok: false, why: place === null ? 'it has no sections' : `${place} is missing or makes no sense` };
}
