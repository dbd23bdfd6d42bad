// What the page asks of the desktop itself. In a browser most of it is the browser's own business, and the shell says so.
import * as v from 'valibot';

const nothing = v.object({});

const screenId = v.pipe(
  v.string(),
  v.regex(/^(screen|window):[\w:.-]{1,100}$/, 'the id of a screen or a window'),
);

/** A screen or a window that can be shared. */
const screenSchema = v.object({
  id: screenId,
  name: v.string(),
  kind: v.picklist(['screen', 'window']),
  /** As a data: address; missing where the system gives none. */
  thumbnail: v.optional(v.pipe(v.string(), v.startsWith('data:image/'))),
});

const deviceKind = v.picklist(['camera', 'microphone', 'screen']);

/** `unknown`: this system has no such switch. */
const permission = v.picklist(['granted', 'denied', 'restricted', 'not-determined', 'unknown']);

export const desktopContract = {
  'desktop.screens': {
    body: nothing,
    answer: v.variant('is', [
      /** The browser has a picker of its own. */
      v.object({ is: v.literal('by-browser') }),
      v.object({ is: v.literal('list'), screens: v.array(screenSchema), canShareSound: v.boolean() }),
      v.object({ is: v.literal('not-allowed'), why: v.picklist(['denied', 'restricted']) }),
    ]),
  },
  /** What is given to the page when it asks for a screen next; once, and soon. */
  'desktop.choose-screen': {
    body: v.object({ id: screenId, withSound: v.boolean() }),
    answer: v.variant('is', [v.object({ is: v.literal('chosen') }), v.object({ is: v.literal('gone') })]),
  },
  'desktop.permissions': {
    body: nothing,
    answer: v.object({ camera: permission, microphone: permission, screen: permission }),
  },
  /** Opens the page of the system's settings where it can be allowed. */
  'desktop.open-privacy': { body: v.object({ kind: deviceKind }), answer: nothing },
  /** On air or recording the computer stays awake; on air the light in the tray is on. */
  'desktop.on-air': { body: v.object({ isOnAir: v.boolean(), isRecording: v.boolean() }), answer: nothing },
} as const;

export type Screen = v.InferOutput<typeof screenSchema>;
export type DeviceKind = v.InferOutput<typeof deviceKind>;
export type Permission = v.InferOutput<typeof permission>;
export type DesktopAnswer<N extends keyof typeof desktopContract> = v.InferOutput<
  (typeof desktopContract)[N]['answer']
>;
export type DesktopBody<N extends keyof typeof desktopContract> = v.InferOutput<
  (typeof desktopContract)[N]['body']
>;
