import { refuse } from '@rostrum/protocol/room';

export const noClass = refuse('not-found', 'There is no class with this id.');
export const noCourse = refuse('not-found', 'There is no course with this id.');
export const nobody = refuse('not-found', 'There is nobody with this id.');
export const noParticipant = refuse('not-found', 'The class doesn’t name them.');
export const noLink = refuse('not-found', 'This link is not there, or not any more.');
export const adminsOnly = refuse(
  'not-allowed',
  'Admins decide who may watch, to which course a class belongs, and when it is archived.',
);
export const titleNeeded = refuse('empty', 'A title is needed, so that others know what it is.');
export const nameNeeded = refuse('empty', 'A name is needed that can be read.');
export const sameCourse = refuse('taken', 'There is a course of this title already.');
export const courseInUse = refuse(
  'not-yet',
  'There are classes in this course: move or delete them first, also the archived ones.',
);
export const onAir = refuse('not-yet', 'This class is on air. Wait until it is over, or end it.');
export const lastClass = refuse(
  'not-yet',
  'This is the only class of your institution, and a way in is always into a class: make another one first.',
);
export const loginTaken = refuse('taken', 'Somebody else has this login. Choose another.');
export const externalIdTaken = refuse('taken', 'Somebody else has this external id.');
export const loginNeeded = refuse('empty', 'They have no login yet: give one with the password.');
export const lastAdmin = refuse(
  'not-allowed',
  'This is the only admin of your institution: make somebody else an admin first.',
);
export const notYourself = refuse('not-allowed', 'Nobody removes themselves: ask another admin.');
export const forSuperiors = refuse('not-allowed', 'You can give nobody more rights than you have.');
export const noPicture = refuse(
  'malformed',
  'This is no picture that is taken here: send a PNG, a JPEG or a WebP.',
);
export const strangeSize = refuse('malformed', 'A logo has 16 to 2,048 pixels on each side.');
export const logoTooLarge = refuse('too-long', 'A logo has at most 200 kB.');
export const changedMeanwhile = refuse('taken', 'Somebody changed this at the same time. Look again.');

export function unreadable(themes: readonly ('light' | 'dark')[]) {
  const where = themes.map((theme) => (theme === 'light' ? 'on light paper' : 'on dark paper')).join(' and ');
  return refuse('malformed', `Text in this colour can’t be read ${where}: choose one with more contrast.`);
}
