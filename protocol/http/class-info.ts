// What everyone may know of a class, and how its institution shows itself.
import * as v from 'valibot';

const colourSchema = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^#[0-9a-f]{6}$/, 'a colour such as #1c5a46'),
);

/** One colour for each theme: none is read well on light and on dark paper. */
export const accentSchema = v.object({ light: colourSchema, dark: colourSchema });

/** How an institution shows itself beside its name. */
export const brandingSchema = v.object({
  accent: v.optional(accentSchema),
  /** A picture, behind the server's address. */
  logo: v.optional(v.string()),
});

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
  /** Missing where the institution has said nothing of it. */
  branding: v.optional(brandingSchema),
});

export type Accent = v.InferOutput<typeof accentSchema>;
export type Branding = v.InferOutput<typeof brandingSchema>;
export type ClassInfo = v.InferOutput<typeof classInfoSchema>;
