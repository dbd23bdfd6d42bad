import { type Refusal, refuse } from '@rostrum/protocol/room';

export const badToken = refuse(
  'bad-token',
  'This link is not valid here. Ask for a new one, or join with the class code.',
);
export const expiredToken = refuse(
  'expired-token',
  'This link has expired. Ask for a new one, or join with the class code.',
);
export const revokedToken = refuse(
  'revoked',
  'This session was ended. Ask for a new link, or join with the class code.',
);
export const usedLink = refuse(
  'expired-token',
  'This link was good for one time, and it has been used. Ask for a new one.',
);
export const revokedLink = refuse('revoked', 'This link was withdrawn. Ask for a new one.');
export const notSignedIn = refuse(
  'bad-token',
  'You are not signed in here. Use your link, or join with the class code.',
);
/** What is said of a key that lets in by itself. */
export interface KeyRefusals {
  readonly bad: Refusal;
  readonly expired: Refusal;
  readonly revoked: Refusal;
  readonly forKnown: Refusal;
}

export const encoderKeyRefusals: KeyRefusals = {
  bad: refuse('bad-token', 'This encoder key is not valid here. Make a new one in the class.'),
  expired: refuse('expired-token', 'This encoder key has expired. Make a new one in the class.'),
  revoked: refuse('revoked', 'This encoder key was taken back. Make a new one in the class.'),
  forKnown: refuse(
    'not-allowed',
    'Encoder keys are for people of the institution, and you are here as a guest.',
  ),
};

export const captionerKeyRefusals: KeyRefusals = {
  bad: refuse('bad-token', 'This captioner’s link is not valid here. Ask the class’s staff for a new one.'),
  expired: refuse('expired-token', 'This captioner’s link has expired. Ask the class’s staff for a new one.'),
  revoked: refuse('revoked', 'This captioner’s link was taken back. Ask the class’s staff for a new one.'),
  forKnown: refuse(
    'not-allowed',
    'Captioners’ links are made by people of the institution, and you are here as a guest.',
  ),
};
export const wrongPassword = refuse('not-allowed', 'The login or the password is wrong.');
export const wrongCurrentPassword = refuse('not-allowed', 'The current password is wrong.');
export const nameNeeded = refuse('empty', 'A name is needed, so that others know who is writing.');
export const noGuests = refuse(
  'not-allowed',
  'This class is for its participants. Come in by your personal link, or ask for one.',
);
export const archived = refuse(
  'closed',
  'This class is archived: it takes nobody new in. Its participants come in by their own links.',
);
export const notInClass = refuse('not-allowed', 'You are not in this class.');
export const inNoClass = refuse('unknown-class', 'You are in no class yet.');
export const personNotInClass = refuse('not-found', 'Nobody with this id is in this class.');
export const notForSuperiors = refuse(
  'not-allowed',
  'A link lets somebody in as the person it is for: you can make one for those whose rights don’t exceed yours.',
);
export const staffOnly = refuse('not-allowed', 'This is for staff.');
export const loginTaken = refuse('taken', 'Somebody else has this login. Choose another.');
export const makersOnly = refuse(
  'not-allowed',
  'Instructors and admins of the institution make classes, in a session that isn’t of one class.',
);
export const titleNeeded = refuse('empty', 'A title is needed, so that others know what it is.');
export const unknownCourse = refuse(
  'not-found',
  'This course is not there. Choose another, or name a new one.',
);
export const tooManyClasses = refuse(
  'too-many',
  'Your institution has as many classes as there may be. Take one that is there already.',
);

export function tooManyTries(retryAfterMs: number) {
  const seconds = Math.ceil(retryAfterMs / 1000);
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`;
  return refuse('too-fast', `That was too often. Wait ${wait} and try again.`, retryAfterMs);
}

export function unknownCode(code: string) {
  return refuse('unknown-code', `No class has the code ${code}. Check it and try again.`);
}
