// What can be wrong, as the server tells it: to the dashboard, to a webhook, in a mail.
import * as v from 'valibot';
import { classIdSchema } from '../room/index.ts';

export const alertKinds = [
  'connections-failing',
  'no-keyframe',
  'silence',
  'black-picture',
  'frozen-picture',
  'transcoder-slow',
  'transcoder-failing',
  'delay-high',
  'loss-high',
  'nothing-comes-in',
  'spool-growing',
  'store-failing',
  'recording-stopped',
  'disk-low',
  'certificate-old',
  'event-loop-late',
  'database-slow',
] as const;
export const alertKindSchema = v.picklist(alertKinds);

/** `bad`: somebody sees or hears nothing, or loses something. `warn`: somebody may soon. */
export const severitySchema = v.picklist(['warn', 'bad']);

export const alertSchema = v.object({
  /** The same fault raised again is another one. */
  id: v.string(),
  kind: alertKindSchema,
  severity: severitySchema,
  /** None: it is of the whole server. */
  classId: v.optional(classIdSchema),
  classTitle: v.optional(v.string()),
  since: v.number(),
  clearedAt: v.optional(v.number()),
  /** What was measured, by the names its words use: { lossPct: 7.2 }. */
  figures: v.record(v.string(), v.number()),
});

export type AlertKind = v.InferOutput<typeof alertKindSchema>;
export type Severity = v.InferOutput<typeof severitySchema>;
export type Alert = v.InferOutput<typeof alertSchema>;
