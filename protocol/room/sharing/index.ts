import * as v from 'valibot';
import { personIdSchema, sharedIdSchema } from '../ids.ts';
import { FILE_MAX_BYTES, FILE_TYPES, TITLE_MAX, URL_MAX } from '../limits.ts';
import { textOf } from '../text.ts';

const webAddress = v.pipe(
  v.string(),
  v.maxLength(URL_MAX),
  v.url('a link begins with https:// or http://'),
  v.regex(/^https?:\/\//i, 'a link begins with https:// or http://'),
  // What can't be seen in it could make it look like another one; half a character can't be stored.
  v.regex(/^[^\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u, 'a link has no spaces and no unseen characters'),
);

const sharedItemSchema = v.variant('kind', [
  v.object({ kind: v.literal('link'), url: webAddress, title: textOf(TITLE_MAX) }),
  v.object({
    kind: v.literal('file'),
    /** Where the upload was stored; only the server gives these out. */
    fileId: sharedIdSchema,
    title: textOf(TITLE_MAX),
    mediaType: v.picklist(FILE_TYPES),
    bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(FILE_MAX_BYTES)),
  }),
]);

export const sharingCommands = [
  v.object({ type: v.literal('share.add'), item: sharedItemSchema }),
  v.object({ type: v.literal('share.remove'), sharedId: sharedIdSchema }),
] as const;

export const sharingEvents = [
  v.object({
    type: v.literal('share.added'),
    sharedId: sharedIdSchema,
    item: sharedItemSchema,
    personId: personIdSchema,
  }),
  v.object({ type: v.literal('share.removed'), sharedId: sharedIdSchema, personId: personIdSchema }),
] as const;

const sharedSchema = v.object({
  sharedId: sharedIdSchema,
  item: sharedItemSchema,
  personId: personIdSchema,
  at: v.number(),
});

export const sharingStateSchema = v.array(sharedSchema);

export type SharedItem = v.InferOutput<typeof sharedItemSchema>;
export type Shared = v.InferOutput<typeof sharedSchema>;
export type SharingEvent = v.InferOutput<(typeof sharingEvents)[number]>;

export function foldSharing(shared: readonly Shared[], event: SharingEvent, at: number): Shared[] {
  switch (event.type) {
    case 'share.added': {
      const { sharedId, item, personId } = event;
      return [...shared, { sharedId, item, personId, at }];
    }
    case 'share.removed':
      return shared.filter(({ sharedId }) => sharedId !== event.sharedId);
  }
}
