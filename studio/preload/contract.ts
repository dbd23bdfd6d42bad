// The bridge between the studio's page and the shell it runs in: every question with the schema of its body and of
// its answer. Electron's IPC and the browser shell's WebSocket both carry exactly this; neither side trusts the other
// without parsing.
import { refusalSchema } from '@rostrum/protocol/room';
import { LANGUAGES } from '@rostrum/ui/language-choice';
import * as v from 'valibot';
import { decksContract } from './decks-contract.ts';
import { desktopContract } from './desktop-contract.ts';
import { captionerContract } from './captioner-contract.ts';
import { encoderContract } from './encoder-contract.ts';
import { recordingsContract } from './recordings-contract.ts';
import { signInContract } from './sign-in-contract.ts';
import { watchContract } from './watch-contract.ts';

/** The one Electron channel; what is asked is in the message, so there is one place to guard. */
export const BRIDGE_CHANNEL = 'rostrum-bridge';

/** The WebSocket subprotocol of the browser shell; the key travels beside it, never in an address. */
export const BRIDGE_PROTOCOL = 'rostrum.bridge';

const nothing = v.object({});

export const themeSchema = v.picklist(['system', 'light', 'dark']);

export const settingsSchema = v.object({
  theme: v.optional(themeSchema, 'system'),
  language: v.optional(v.picklist(['system', ...LANGUAGES]), 'system'),
  cameraId: v.optional(v.pipe(v.string(), v.maxLength(500))),
  microphoneId: v.optional(v.pipe(v.string(), v.maxLength(500))),
  /** Kept as long as there is a second one. */
  secondMicrophoneId: v.optional(v.pipe(v.string(), v.maxLength(500))),
  microphoneFor: v.optional(v.picklist(['speech', 'quiet-room', 'music'])),
  speakersId: v.optional(v.pipe(v.string(), v.maxLength(500))),
  /** Students can look again at slides that were shown; unless it is chosen otherwise. */
  handsOutSlides: v.optional(v.boolean()),
  /** The page's own, read by its own schemas; the shell only keeps them. */
  scenes: v.optional(v.record(v.string(), v.unknown())),
  channels: v.optional(v.record(v.string(), v.unknown())),
});

/** Which server the class is on. What signs in there stays with the shell. */
const sessionSchema = v.object({ server: v.string() });

/** An access token for some minutes; `away`: the server can't be asked at the moment. */
const tokenAnswerSchema = v.variant('is', [
  v.object({ is: v.literal('token'), token: v.string() }),
  v.object({ is: v.literal('refused'), refusal: refusalSchema }),
  v.object({ is: v.literal('away') }),
]);

const sessionAnswerSchema = v.variant('is', [
  /** `server`: where somebody was signed in last. */
  v.object({ is: v.literal('none'), server: v.optional(v.string()) }),
  /** Signed in, and no class is open. */
  v.object({ is: v.literal('choosing'), session: sessionSchema }),
  v.object({ is: v.literal('session'), session: sessionSchema }),
]);

export const bridgeContract = {
  'app.info': {
    body: nothing,
    answer: v.object({ shell: v.picklist(['electron', 'browser']), version: v.string() }),
  },
  'session.load': { body: nothing, answer: sessionAnswerSchema },
  'session.save': {
    body: v.object({ link: v.pipe(v.string(), v.maxLength(8192)) }),
    answer: sessionAnswerSchema,
  },
  'session.token': { body: nothing, answer: tokenAnswerSchema },
  'settings.load': {
    body: nothing,
    /** `notice` is a word for the instructor, such as that a broken file was set aside. */
    answer: v.object({ settings: settingsSchema, notice: v.optional(v.string()) }),
  },
  'settings.save': { body: v.object({ settings: settingsSchema }), answer: nothing },
  ...captionerContract,
  ...decksContract,
  ...desktopContract,
  ...encoderContract,
  ...recordingsContract,
  ...signInContract,
  ...watchContract,
} as const;

export type BridgeName = keyof typeof bridgeContract;
export type BridgeBody<N extends BridgeName> = v.InferOutput<(typeof bridgeContract)[N]['body']>;
export type BridgeAnswer<N extends BridgeName> = v.InferOutput<(typeof bridgeContract)[N]['answer']>;

export type Theme = v.InferOutput<typeof themeSchema>;
export type Settings = v.InferOutput<typeof settingsSchema>;
export type Session = v.InferOutput<typeof sessionSchema>;

const bridgeNames = Object.keys(bridgeContract) as BridgeName[];

export const bridgeRequestSchema = v.object({
  name: v.picklist(bridgeNames),
  body: v.record(v.string(), v.unknown()),
});

/** Why the shell said no: words for the instructor beside a code for the page. */
export const bridgeProblemSchema = v.object({
  code: v.picklist(['malformed', 'bad-link', 'not-saved', 'recordings']),
  text: v.string(),
});

export const bridgeReplySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), answer: v.record(v.string(), v.unknown()) }),
  v.object({ ok: v.literal(false), problem: bridgeProblemSchema }),
]);

export type BridgeRequest = v.InferOutput<typeof bridgeRequestSchema>;
export type BridgeProblem = v.InferOutput<typeof bridgeProblemSchema>;
export type BridgeReply = v.InferOutput<typeof bridgeReplySchema>;

/** Over a socket many are under way at once, so each carries a number. */
export const bridgeRequestFrameSchema = v.object({ id: v.number(), request: bridgeRequestSchema });
export const bridgeReplyFrameSchema = v.object({ id: v.number(), reply: bridgeReplySchema });

export type BridgeRequestFrame = v.InferOutput<typeof bridgeRequestFrameSchema>;
export type BridgeReplyFrame = v.InferOutput<typeof bridgeReplyFrameSchema>;
