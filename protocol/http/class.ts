import * as v from 'valibot';
import {
  FILE_MAX_BYTES,
  FILE_TYPES,
  TITLE_MAX,
  classIdSchema,
  personIdSchema,
  refusalSchema,
  roleSchema,
  sharedIdSchema,
} from '../room/index.ts';
import { linkKeySchema } from './session.ts';

export const courseIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/, 'the id of a course'));

export const titleSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, 'a title is needed'),
  v.maxLength(TITLE_MAX, `at most ${TITLE_MAX} characters`),
);

/** The year 2100: a time that is mistyped by a thousand years is seen to be. */
const STARTS_AT_MAX = 4_102_444_800_000;
export const startsAtSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(STARTS_AT_MAX));

/** A class as its staff see it in their list. */
export const taughtClassSchema = v.object({
  classId: classIdSchema,
  code: v.string(),
  classTitle: v.string(),
  courseId: courseIdSchema,
  courseTitle: v.string(),
  role: roleSchema,
  live: v.boolean(),
  guestsAllowed: v.boolean(),
  /** Whether the class names them; in the others they are as all staff of the institution are. */
  isOwn: v.boolean(),
  startsAt: v.optional(v.number()),
});

export const CLASS_SEARCH_MAX = 200;

/** Words that all stand in the title, the course or the code; none for all classes. */
export const classSearchSchema = v.object({
  find: v.optional(v.pipe(v.string(), v.maxLength(CLASS_SEARCH_MAX)), ''),
});

/** Whoever is signed in, and the classes that they may enter as staff: in the order they are shown. */
export const classListSchema = v.object({
  name: v.string(),
  institutionName: v.string(),
  classes: v.array(taughtClassSchema),
  /** Those that are left out: a search finds them. */
  more: v.number(),
  /** Whether they may make a class, and in which courses there are. */
  mayMake: v.boolean(),
  courses: v.array(v.object({ courseId: courseIdSchema, courseTitle: v.string() })),
  /** Whether they may give themselves a password, and the login of the one they have. */
  mayHavePassword: v.boolean(),
  login: v.optional(v.string()),
});

export const newClassSchema = v.object({
  classTitle: titleSchema,
  course: v.variant('is', [
    v.object({ is: v.literal('known'), courseId: courseIdSchema }),
    /** One of the same title is taken for it. */
    v.object({ is: v.literal('new'), courseTitle: titleSchema }),
  ]),
  startsAt: v.optional(startsAtSchema),
  guestsAllowed: v.optional(v.boolean(), true),
});

/** What is left out stays as it is; null: it starts at no time that is known. */
export const classChangeSchema = v.object({
  classTitle: v.optional(titleSchema),
  startsAt: v.optional(v.nullable(startsAtSchema)),
  guestsAllowed: v.optional(v.boolean()),
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

export type TaughtClass = v.InferOutput<typeof taughtClassSchema>;
export type ClassList = v.InferOutput<typeof classListSchema>;
export type NewClass = v.InferOutput<typeof newClassSchema>;
export type ClassChange = v.InferOutput<typeof classChangeSchema>;
export type LinkKind = v.InferOutput<typeof linkKindSchema>;
export type LinkRequest = v.InferOutput<typeof linkRequestSchema>;
export type LinkResponse = v.InferOutput<typeof linkResponseSchema>;
export type RosterResponse = v.InferOutput<typeof rosterResponseSchema>;
export type RosterError = v.InferOutput<typeof rosterErrorSchema>;
export type FileResponse = v.InferOutput<typeof fileResponseSchema>;
