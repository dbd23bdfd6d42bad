import * as v from 'valibot';

// Ids are opaque outside the room that makes them. The brand keeps a person's id from being
// passed where a class's is wanted; the pattern keeps them safe in paths, URLs and log lines.
const opaqueId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'an id of letters, digits, - and _'));

export const classIdSchema = v.pipe(opaqueId, v.brand('ClassId'));
export const personIdSchema = v.pipe(opaqueId, v.brand('PersonId'));
export const messageIdSchema = v.pipe(opaqueId, v.brand('MessageId'));
export const streamIdSchema = v.pipe(opaqueId, v.brand('StreamId'));

export type ClassId = v.InferOutput<typeof classIdSchema>;
export type PersonId = v.InferOutput<typeof personIdSchema>;
export type MessageId = v.InferOutput<typeof messageIdSchema>;
export type StreamId = v.InferOutput<typeof streamIdSchema>;
