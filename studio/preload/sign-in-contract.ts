// What the page asks its shell about signing in, and about the classes that somebody may teach. A password passes
// through the shell once; what it keeps of a session never comes to the page.
import {
  CLASS_SEARCH_MAX,
  PASSWORD_MAX,
  classChangeSchema,
  classListSchema,
  newClassSchema,
  taughtClassSchema,
} from '@rostrum/protocol/http';
import { classIdSchema, refusalSchema } from '@rostrum/protocol/room';
import * as v from 'valibot';

const nothing = v.object({});
const typed = v.pipe(v.string(), v.maxLength(2_000));
const password = v.pipe(v.string(), v.maxLength(PASSWORD_MAX));

const refused = v.object({ is: v.literal('refused'), refusal: refusalSchema });
/** The server can't be asked at the moment. */
const away = v.object({ is: v.literal('away') });
const onlyDone = v.object({ is: v.literal('done') });
const done = v.variant('is', [onlyDone, refused, away]);

export const signInContract = {
  /** Nobody's class is opened by it: one is chosen then. */
  'account.signIn': {
    body: v.object({ server: typed, login: typed, password }),
    answer: v.variant('is', [
      v.object({ is: v.literal('signed-in') }),
      v.object({ is: v.literal('bad-address'), why: v.picklist(['empty', 'studio-link', 'malformed']) }),
      /** `server` as it was understood: what is wrong with it is seen there. */
      v.object({ is: v.literal('unreachable'), server: v.string() }),
      v.object({ is: v.literal('not-rostrum'), server: v.string() }),
      refused,
    ]),
  },
  'account.setPassword': {
    body: v.object({ login: typed, password, current: v.optional(password) }),
    answer: done,
  },
  /** Also where the server is away: then its session runs out by itself. */
  'account.signOut': { body: nothing, answer: onlyDone },
  'classes.list': {
    body: v.object({ find: v.pipe(v.string(), v.maxLength(CLASS_SEARCH_MAX)) }),
    answer: v.variant('is', [
      v.object({
        is: v.literal('list'),
        list: classListSchema,
        /** Which one was open last. */
        lastId: v.optional(classIdSchema),
      }),
      refused,
      away,
    ]),
  },
  'classes.make': {
    body: newClassSchema,
    answer: v.variant('is', [v.object({ is: v.literal('made'), made: taughtClassSchema }), refused, away]),
  },
  'classes.change': {
    body: v.object({ classId: classIdSchema, change: classChangeSchema }),
    answer: done,
  },
  /** The page is loaded anew then, with this class. */
  'classes.open': { body: v.object({ classId: classIdSchema }), answer: done },
  /** No class is open from then on: one is chosen. */
  'classes.leave': { body: nothing, answer: onlyDone },
} as const;

export type SignInAnswer<N extends keyof typeof signInContract> = v.InferOutput<
  (typeof signInContract)[N]['answer']
>;
export type SignInBody<N extends keyof typeof signInContract> = v.InferOutput<
  (typeof signInContract)[N]['body']
>;
