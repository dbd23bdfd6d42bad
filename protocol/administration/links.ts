import * as v from 'valibot';
import { linkKeySchema, linkKindSchema } from '../http/index.ts';
import { classIdSchema, personIdSchema, roleSchema } from '../room/index.ts';

/** `printed`: by the server at its start. The last two are keys for programs and for those who type captions. */
export const keptLinkKinds = ['personal', 'one-time', 'printed', 'encoder', 'captioner'] as const;

/** A link that still lets in. What it is made of was said once and is kept nowhere. */
export const keptLinkSchema = v.object({
  linkId: v.string(),
  kind: v.picklist(keptLinkKinds),
  personId: personIdSchema,
  name: v.string(),
  /** For this class alone; missing: for all they are in. */
  classId: v.optional(classIdSchema),
  classTitle: v.optional(v.string()),
  expiresAt: v.number(),
});

export const keptLinkListSchema = v.object({ links: v.array(keptLinkSchema) });

export const personLinkRequestSchema = v.object({ kind: linkKindSchema });

export const madeLinkSchema = v.object({
  /** Said once and kept nowhere. */
  key: linkKeySchema,
  expiresAt: v.number(),
  /** What they are where it leads. */
  role: roleSchema,
  /** Of the class that it opens first; missing where they are in none. */
  code: v.optional(v.string()),
  /** Whether it is for that class alone. */
  isForClass: v.boolean(),
});

export type KeptLink = v.InferOutput<typeof keptLinkSchema>;
export type KeptLinkList = v.InferOutput<typeof keptLinkListSchema>;
export type MadeLink = v.InferOutput<typeof madeLinkSchema>;
