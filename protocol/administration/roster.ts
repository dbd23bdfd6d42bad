import * as v from 'valibot';
import { rosterErrorSchema } from '../http/index.ts';
import { classRoleSchema } from './people.ts';

/** What every roster may begin with; the last line is one of an assistant. */
export const ROSTER_TEMPLATE = [
  'name,email,external id,role',
  'Ada Lovelace,ada@example.org,1001,student',
  'Charles Babbage,charles@example.org,1002,assistant',
  '',
].join('\r\n');

/** What one line would do: make somebody, put somebody known into the class, or leave them in it. */
export const rosterLineSchema = v.object({
  line: v.number(),
  name: v.string(),
  is: v.picklist(['new', 'joins', 'stays']),
  /** What they are in the class afterwards; missing: staff of the institution, who need no place in it. */
  role: v.optional(classRoleSchema),
});

/** What a roster would do, with nothing of it done; with errors nothing can be. */
export const rosterReportSchema = v.object({
  /** The first of them. */
  lines: v.array(rosterLineSchema),
  /** Of all lines. */
  counts: v.object({ new: v.number(), joins: v.number(), stays: v.number() }),
  /** The first of them. */
  errors: v.array(rosterErrorSchema),
  errorCount: v.number(),
});

export type RosterLine = v.InferOutput<typeof rosterLineSchema>;
export type RosterReport = v.InferOutput<typeof rosterReportSchema>;
