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
export const unknownClass = refuse('unknown-class', 'This class is no longer there.');
export const restarting = refuse('server-error', 'The server is restarting. You come back by yourself.', 250);
