import * as v from 'valibot';
import { KEEP_DAYS_MAX, accentSchema, brandingSchema, courseIdSchema, titleSchema } from '../http/index.ts';

/** How long recordings are kept; `inherited`: whoever is one step further up says it. */
export const keepSchema = v.variant('is', [
  v.object({ is: v.literal('inherited') }),
  v.object({ is: v.literal('forever') }),
  v.object({
    is: v.literal('days'),
    days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(KEEP_DAYS_MAX)),
  }),
]);

export const institutionSchema = v.object({
  institutionId: v.string(),
  name: v.string(),
  branding: brandingSchema,
  keep: keepSchema,
});

/** What is left out stays as it is; null takes the colour away. */
export const institutionChangeSchema = v.object({
  name: v.optional(titleSchema),
  accent: v.optional(v.nullable(accentSchema)),
  keep: v.optional(keepSchema),
});

export const LOGO_MAX_BYTES = 200 * 1024;
/** Pixels on a side. */
export const LOGO_SIDE_MIN = 16;
export const LOGO_SIDE_MAX = 2_048;
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export const PAGE_SIZE = 50;
export const FIND_MAX = 200;

/** Words that are all looked for, and which page of what is found. */
export const listQuery = {
  find: v.optional(v.pipe(v.string(), v.maxLength(FIND_MAX)), ''),
  page: v.optional(v.pipe(v.string(), v.regex(/^\d{1,5}$/, 'a number'), v.transform(Number)), '0'),
};
export const listQuerySchema = v.object(listQuery);

export const courseSchema = v.object({
  courseId: courseIdSchema,
  courseTitle: v.string(),
  /** Classes in it, archived ones too. */
  classes: v.number(),
});

/** `total`: of all that are found, of which this is one page. */
export const courseListSchema = v.object({ courses: v.array(courseSchema), total: v.number() });

export const courseWritingSchema = v.object({ courseTitle: titleSchema });

export type Keep = v.InferOutput<typeof keepSchema>;
export type Institution = v.InferOutput<typeof institutionSchema>;
export type InstitutionChange = v.InferOutput<typeof institutionChangeSchema>;
export type Course = v.InferOutput<typeof courseSchema>;
export type CourseList = v.InferOutput<typeof courseListSchema>;
export type ListQuery = v.InferOutput<typeof listQuerySchema>;
