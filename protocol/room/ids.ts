import * as v from 'valibot';

// Ids are opaque outside the room that makes them. The brand keeps a person's id from being
// passed where a class's is wanted; the pattern keeps them safe in paths, URLs and log lines.
const opaqueId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'an id of letters, digits, - and _'),
  // States are records by id: 'constructor' would be found in each of them.
  v.check((id) => !(id in Object.prototype), 'an id that is not a word of JavaScript'),
);

export const classIdSchema = v.pipe(opaqueId, v.brand('ClassId'));
export const personIdSchema = v.pipe(opaqueId, v.brand('PersonId'));
export const messageIdSchema = v.pipe(opaqueId, v.brand('MessageId'));
export const questionIdSchema = v.pipe(opaqueId, v.brand('QuestionId'));
export const pollIdSchema = v.pipe(opaqueId, v.brand('PollId'));
export const attemptIdSchema = v.pipe(opaqueId, v.brand('AttemptId'));
export const sharedIdSchema = v.pipe(opaqueId, v.brand('SharedId'));
export const noteIdSchema = v.pipe(opaqueId, v.brand('NoteId'));
export const breakoutIdSchema = v.pipe(opaqueId, v.brand('BreakoutId'));
export const captionIdSchema = v.pipe(opaqueId, v.brand('CaptionId'));
export const deckIdSchema = v.pipe(opaqueId, v.brand('DeckId'));
export const streamIdSchema = v.pipe(opaqueId, v.brand('StreamId'));

export type ClassId = v.InferOutput<typeof classIdSchema>;
export type PersonId = v.InferOutput<typeof personIdSchema>;
export type MessageId = v.InferOutput<typeof messageIdSchema>;
export type QuestionId = v.InferOutput<typeof questionIdSchema>;
export type PollId = v.InferOutput<typeof pollIdSchema>;
export type AttemptId = v.InferOutput<typeof attemptIdSchema>;
export type SharedId = v.InferOutput<typeof sharedIdSchema>;
export type NoteId = v.InferOutput<typeof noteIdSchema>;
export type BreakoutId = v.InferOutput<typeof breakoutIdSchema>;
export type CaptionId = v.InferOutput<typeof captionIdSchema>;
export type DeckId = v.InferOutput<typeof deckIdSchema>;
export type StreamId = v.InferOutput<typeof streamIdSchema>;
