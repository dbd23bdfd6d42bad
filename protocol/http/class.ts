import * as v from 'valibot';
import { FILE_MAX_BYTES, FILE_TYPES, personIdSchema, refusalSchema, sharedIdSchema } from '../room/index.ts';
import { linkKeySchema } from './session.ts';

/** What everyone may know of a class who has its code. */
export const classInfoSchema = v.object({
  code: v.string(),
  classTitle: v.string(),
  courseTitle: v.string(),
  institutionName: v.string(),
  live: v.boolean(),
  /** Whether a name is enough to come in; else it takes a link. */
  guestsAllowed: v.boolean(),
  startsAt: v.optional(v.number()),
});

/** Where whoever is in a class watches it: behind this path are `main.m3u8` and all that it names. */
export const watchResponseSchema = v.object({
  path: v.string(),
  /** By the server's clock; missing where it is good for ever. */
  expiresAt: v.optional(v.number()),
});

export const linkKindSchema = v.picklist(['personal', 'one-time']);

export const linkRequestSchema = v.object({ personId: personIdSchema, kind: linkKindSchema });

export const linkResponseSchema = v.object({
  /** Said once and kept nowhere. */
  key: linkKeySchema,
  /** The link itself, behind the server's address. */
  path: v.string(),
  expiresAt: v.number(),
});

export const ROSTER_MAX_BYTES = 5 * 1024 * 1024;

export const rosterResponseSchema = v.object({ added: v.number(), updated: v.number() });

export const rosterErrorSchema = v.object({ line: v.number(), text: v.string() });

/** Why nothing of a roster was taken: the wrong rows by their line, the first hundred of them. */
export const rosterRefusalSchema = v.object({
  refusal: refusalSchema,
  errors: v.array(rosterErrorSchema),
});

/** Percent-encoded, since a header holds ASCII only. */
export const FILE_TITLE_HEADER = 'x-title';

export const fileResponseSchema = v.object({
  fileId: sharedIdSchema,
  mediaType: v.picklist(FILE_TYPES),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FILE_MAX_BYTES)),
});

export type ClassInfo = v.InferOutput<typeof classInfoSchema>;
export type WatchResponse = v.InferOutput<typeof watchResponseSchema>;
export type LinkKind = v.InferOutput<typeof linkKindSchema>;
export type LinkRequest = v.InferOutput<typeof linkRequestSchema>;
export type LinkResponse = v.InferOutput<typeof linkResponseSchema>;
export type RosterResponse = v.InferOutput<typeof rosterResponseSchema>;
export type RosterError = v.InferOutput<typeof rosterErrorSchema>;
export type FileResponse = v.InferOutput<typeof fileResponseSchema>;
