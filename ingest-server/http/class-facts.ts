import { type ClassInfo, classCodeSchema } from '@rostrum/protocol/http';
import { type ClassId, type Refusal, refuse } from '@rostrum/protocol/room';
import * as v from 'valibot';
import { brandingOf } from '../administration/index.ts';
import type { Identity, Visitor } from '../identity/index.ts';

export interface ClassFactsOptions {
  readonly identity: Pick<Identity, 'askForCode'>;
  readonly isLive: (classId: ClassId) => boolean;
}

const noCode = refuse('unknown-code', 'No class has this code. Check it and try again.');

/** What anybody is told of a class whose code they have. Asking for one that is nobody's counts as guessing. */
export async function factsOfClass(
  code: string,
  visitor: Visitor,
  { identity, isLive }: ClassFactsOptions,
): Promise<{ ok: true; info: ClassInfo } | { ok: false; refusal: Refusal }> {
  const typed = v.safeParse(classCodeSchema, code);
  if (!typed.success) return { ok: false, refusal: noCode };
  const found = await identity.askForCode(typed.output, visitor);
  if (!found.ok) return found;
  const { classId, classTitle, courseTitle, institutionName, guestsAllowed, startsAt } = found.record;
  const branding = brandingOf(found.record);
  const info: ClassInfo = {
    code: found.record.code,
    classTitle,
    courseTitle,
    institutionName,
    live: isLive(classId),
    guestsAllowed,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(Object.keys(branding).length === 0 ? {} : { branding }),
  };
  return { ok: true, info };
}
