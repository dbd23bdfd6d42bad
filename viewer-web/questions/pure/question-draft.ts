import { QUESTION_TEXT_MAX } from '@rostrum/protocol/room';
import * as v from 'valibot';

/** What somebody is about to ask. */
const draftSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(QUESTION_TEXT_MAX)),
  anonymous: v.boolean(),
});

export type QuestionDraft = v.InferOutput<typeof draftSchema>;

export const noDraft: QuestionDraft = { text: '', anonymous: false };

/** As it was kept. What nobody could read is none: half of it might be asked with a name that was to be left out. */
export function readDraft(kept: string | undefined): QuestionDraft {
  if (kept === undefined) return noDraft;
  try {
    return v.parse(draftSchema, JSON.parse(kept));
  } catch {
    return noDraft;
  }
}
