import * as v from 'valibot';
import { NAME_MAX, classIdSchema, personIdSchema, roleSchema } from '../room/index.ts';
import { watchResponseSchema } from './watch.ts';

/** A class code as printed on a slide: case and spaces don't matter when it is typed. */
export const classCodeSchema = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/[\s-]/g, '').toUpperCase()),
  v.regex(/^[A-Z0-9]{4,12}$/, 'a class code has 4 to 12 letters and digits'),
);

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;
const TOKEN_MAX = 4_096;

export const joinRequestSchema = v.object({
  code: classCodeSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1, 'a name is needed'), v.maxLength(NAME_MAX)),
});

/** The secret of a personal or one-time link, as it stands behind `key=` in the link. */
export const linkKeySchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{20,100}$/, 'the key of a link'));

export const linkSignInSchema = v.object({ key: linkKeySchema });

export const loginSchema = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[^\s\p{C}]{2,100}$/u, 'a login has 2 to 100 characters and no spaces'),
);

export const passwordSignInSchema = v.object({
  login: loginSchema,
  password: v.pipe(v.string(), v.maxLength(PASSWORD_MAX)),
  /** The class to enter; without it, the first one. */
  code: v.optional(classCodeSchema),
});

export const newPasswordSchema = v.pipe(
  v.string(),
  v.minLength(PASSWORD_MIN, `a password has at least ${PASSWORD_MIN} characters`),
  v.maxLength(PASSWORD_MAX),
);

/** For staff who came in by a link and want to come by login from now on. */
export const passwordChangeSchema = v.object({
  login: loginSchema,
  password: newPasswordSchema,
  /** The password until now, where there is one. */
  current: v.optional(v.pipe(v.string(), v.maxLength(PASSWORD_MAX))),
});

/** Which of the sessions that this browser has; each part narrows it, the newest wins. */
export const sessionRequestSchema = v.object({
  classId: v.optional(classIdSchema),
  personId: v.optional(personIdSchema),
  /** In place of the cookie, for a client that has none. */
  refresh: v.optional(v.pipe(v.string(), v.maxLength(TOKEN_MAX))),
});

export const sessionClassSchema = v.object({
  classId: classIdSchema,
  code: v.string(),
  classTitle: v.string(),
  courseTitle: v.string(),
});

/** Who one is from now on, in which class, and the token that says so. */
export const sessionSchema = v.object({
  token: v.string(),
  classId: classIdSchema,
  /** Of this class; missing in what a page has kept from before. */
  code: v.optional(v.string()),
  classTitle: v.string(),
  personId: personIdSchema,
  name: v.string(),
  role: roleSchema,
  /** By the server's clock, as is `at`: the difference counts, whatever the page's own clock says. */
  expiresAt: v.number(),
  at: v.number(),
  /** Every class this session can go to, where it isn't for one alone: ask for a token there by refreshing. */
  classes: v.optional(v.array(sessionClassSchema)),
  /** Where this class is watched, so that a page need not ask before it shows the picture. Good for some minutes. */
  watch: v.optional(watchResponseSchema),
  /** Only for a client that asked for it with the header below. */
  refresh: v.optional(v.string()),
});

/** Signed in and in no class: good for choosing one, or for making the first. */
export const accountSchema = v.object({
  personId: personIdSchema,
  name: v.string(),
  /** Only for a client that asked for it with the header below. */
  refresh: v.optional(v.string()),
});

/** `x-rostrum-session: body` gives the refresh token in the body instead of a cookie. */
export const SESSION_HEADER = 'x-rostrum-session';

export type JoinRequest = v.InferOutput<typeof joinRequestSchema>;
export type PasswordSignIn = v.InferOutput<typeof passwordSignInSchema>;
export type PasswordChange = v.InferOutput<typeof passwordChangeSchema>;
export type SessionRequest = v.InferOutput<typeof sessionRequestSchema>;
export type SessionClass = v.InferOutput<typeof sessionClassSchema>;
export type Account = v.InferOutput<typeof accountSchema>;
export type Session = v.InferOutput<typeof sessionSchema>;
