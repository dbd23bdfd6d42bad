import type { CommandType } from './command.ts';
import type { Role } from './roles.ts';

const everyone = ['admin', 'instructor', 'assistant', 'student', 'guest'] as const;
const staff = ['admin', 'instructor', 'assistant'] as const;
const instructors = ['admin', 'instructor'] as const;

/** What somebody may do beyond a command: things that go over the media or HTTP way. */
export type Right =
  | CommandType
  | 'stream.publish'
  | 'captions.write'
  | 'file.upload'
  | 'roster.import'
  | 'class.administer'
  | 'institution.administer'
  | 'operations.watch';

// One table, so that "who may do what" is read in one place and never guessed from code.
export const permissions: Readonly<Record<Right, readonly Role[]>> = {
  'chat.send': everyone,
  'chat.react': everyone,
  // One's own message; any message needs staff, which the rule checks.
  'chat.delete': everyone,
  'chat.pin': staff,
  'chat.unpin': staff,
  'chat.limit': staff,
  'question.ask': everyone,
  'question.vote': everyone,
  'question.answer': staff,
  'question.dismiss': staff,
  'hand.raise': everyone,
  // One's own hand; any hand needs staff, which the rule checks.
  'hand.lower': everyone,
  'hand.lower-all': staff,
  'poll.draft': staff,
  'poll.discard': staff,
  'poll.open': staff,
  'poll.close': staff,
  'poll.publish': staff,
  'poll.hide': staff,
  'poll.begin': everyone,
  'poll.answer': everyone,
  'person.mute': staff,
  'person.remove': staff,
  'person.readmit': staff,
  'person.allow': staff,
  'person.set-role': instructors,
  'class.hand-over': instructors,
  'class.open': staff,
  'class.start': instructors,
  'class.pause': instructors,
  'class.resume': instructors,
  'class.end': instructors,
  'announcement.make': staff,
  'reaction.send': everyone,
  'note.write': staff,
  'note.remove': staff,
  'share.add': staff,
  'share.remove': staff,
  'slides.open': staff,
  'slides.turn': staff,
  'slides.close': staff,
  'slides.hand-out': staff,
  'slides.take-back': staff,
  'scene.show': staff,
  'stage.call': staff,
  'stage.accept': everyone,
  'stage.decline': everyone,
  'stage.leave': everyone,
  'stage.dismiss': staff,
  'stage.hold': staff,
  'stage.limit': staff,
  'breakouts.open': staff,
  'breakouts.move': staff,
  // Where students may go by themselves, the rule checks.
  'breakouts.enter': everyone,
  'breakouts.leave': everyone,
  'breakouts.say': everyone,
  'breakouts.tell': staff,
  'breakouts.limit': staff,
  'breakouts.end': staff,
  // Whom staff have allowed it beside themselves, the rule checks.
  'board.draw': everyone,
  'board.allow-all': staff,
  'captions.choose': staff,
  'stream.publish': staff,
  'captions.write': staff,
  'file.upload': staff,
  'roster.import': instructors,
  'class.administer': instructors,
  'institution.administer': ['admin'],
  'operations.watch': ['admin'],
};

export function may(role: Role, right: Right): boolean {
  return permissions[right].includes(role);
}
