import { refuse } from '@rostrum/protocol/room';

// What the gateway says 'no' with, in words for people.
export const binaryFrame = refuse('malformed', 'The server reads text, not binary frames.');
export const noHello = refuse('malformed', 'Nothing was said for too long after connecting.');
export const helloFirst = refuse('malformed', 'A hello comes first, and its welcome before anything else.');
export const helloTwice = refuse('malformed', 'A hello is said once.');
export const tooSlow = refuse(
  'server-error',
  'This connection could not keep up with the class. It resumes by itself.',
  1000,
);
export const notNow = refuse('server-error', 'The server can’t do this at the moment. Try again soon.', 1000);
export const noDesk = refuse(
  'no-media',
  'This server takes no pictures or sound in: its media part is not running.',
);
export const noDashboards = refuse('not-allowed', 'This server shows nobody how its classes are.');
export const notWatching = refuse('malformed', 'This is for dashboards: a watch comes first.');
export const dashboardChanged = refuse(
  'bad-token',
  'This sign-in is somebody else’s. Open the dashboard anew.',
);
export const tokenOver = refuse(
  'expired-token',
  'The sign-in has run out. The dashboard renews it by itself.',
);
export const unknownClass = refuse('unknown-class', 'This class is no longer there.');
export const otherClass = refuse(
  'bad-token',
  'This way in belongs to another class. Join this one with its code or its link.',
);
export const removed = refuse('removed', 'Staff have removed you from this class.');

/** In the words of whoever did it, where they gave some. */
export function removedFor(reason: string | undefined) {
  return reason ? refuse('removed', `${removed.text} The reason they gave: ${reason}`) : removed;
}

export const revoked = refuse('revoked', 'Your way in was withdrawn. Sign in again, or ask for a new link.');
export const tooManyFrames = refuse(
  'too-fast',
  'This page sends more than the server takes. It comes back by itself in a few seconds.',
  5000,
);
export const restarting = refuse('server-error', 'The server is restarting. You come back by yourself.', 250);

export function tooManyCommands(waitMs: number) {
  const seconds = Math.ceil(waitMs / 1000);
  return refuse('too-fast', `That is a lot at once. Try again in ${seconds} s.`, waitMs);
}
