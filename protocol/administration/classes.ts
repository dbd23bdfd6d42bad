import * as v from 'valibot';
import { courseIdSchema, startsAtSchema, titleSchema } from '../http/index.ts';
import { captionLanguageSchema, classIdSchema } from '../room/index.ts';
import { keepSchema, listQuery } from './institution.ts';

/** What counts until staff choose in the studio; `server`: as the server's settings say. */
export const captionsDefaultSchema = v.variant('is', [
  v.object({ is: v.literal('server') }),
  v.object({ is: v.literal('off') }),
  v.object({ is: v.literal('language'), language: captionLanguageSchema }),
]);

export const keptClassSchema = v.object({
  classId: classIdSchema,
  code: v.string(),
  classTitle: v.string(),
  courseId: courseIdSchema,
  courseTitle: v.string(),
  startsAt: v.optional(v.number()),
  guestsAllowed: v.boolean(),
  /** Everybody may watch, who is in the class or not. */
  isPublic: v.boolean(),
  captions: captionsDefaultSchema,
  keep: keepSchema,
  archivedAt: v.optional(v.number()),
  live: v.boolean(),
  /** Whom the class names. */
  participants: v.number(),
});

export const keptClassListSchema = v.object({ classes: v.array(keptClassSchema), total: v.number() });

export const classListQuerySchema = v.object({
  ...listQuery,
  courseId: v.optional(courseIdSchema),
  archived: v.optional(v.picklist(['no', 'yes']), 'no'),
});

export const classMakingSchema = v.object({
  classTitle: titleSchema,
  courseId: courseIdSchema,
  startsAt: v.optional(startsAtSchema),
  guestsAllowed: v.optional(v.boolean(), true),
  isPublic: v.optional(v.boolean(), false),
});

/** What is left out stays as it is; null: it starts at no time that is known. */
export const classSettingsChangeSchema = v.object({
  classTitle: v.optional(titleSchema),
  courseId: v.optional(courseIdSchema),
  startsAt: v.optional(v.nullable(startsAtSchema)),
  guestsAllowed: v.optional(v.boolean()),
  isPublic: v.optional(v.boolean()),
  captions: v.optional(captionsDefaultSchema),
  keep: v.optional(keepSchema),
  archived: v.optional(v.boolean()),
});

export type CaptionsDefault = v.InferOutput<typeof captionsDefaultSchema>;
export type KeptClass = v.InferOutput<typeof keptClassSchema>;
export type KeptClassList = v.InferOutput<typeof keptClassListSchema>;
export type ClassListQuery = v.InferOutput<typeof classListQuerySchema>;
export type ClassMaking = v.InferOutput<typeof classMakingSchema>;
export type ClassSettingsChange = v.InferOutput<typeof classSettingsChangeSchema>;
