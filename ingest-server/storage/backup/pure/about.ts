import * as v from 'valibot';

/** Where things stand in a backup: the files as they were in the data folder, what each is, and what the whole is. */
export const DATA = 'data';
export const SUMS = 'SHA256SUMS';
export const ABOUT = 'backup.json';

const aboutSchema = v.object({
  /** Of the Rostrum that made it. */
  version: v.string(),
  madeAt: v.string(),
  /** `files`: the database was in PostgreSQL, and is backed up there. */
  holds: v.picklist(['everything', 'files']),
  files: v.number(),
  bytes: v.number(),
});

export type About = v.InferOutput<typeof aboutSchema>;

export function writeAbout(about: About): string {
  return `${JSON.stringify(about, undefined, 2)}\n`;
}

/** Undefined where it is something else. */
export function readAbout(text: string): About | undefined {
  try {
    const parsed = v.safeParse(aboutSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // Not even JSON.
  }
}
