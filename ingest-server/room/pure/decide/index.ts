import { type Command, may } from '@rostrum/protocol/room';
import { allowAllToDraw, drawBoard } from './board.ts';
import {
  endBreakouts,
  enterBreakout,
  leaveBreakout,
  limitBreakouts,
  moveToBreakout,
  openBreakouts,
  sayInBreakout,
  tellBreakouts,
} from './breakouts.ts';
import { chooseCaptions } from './captions.ts';
import { deleteChat, limitChat, pinChat, reactToChat, sendChat, unpinChat } from './chat.ts';
import { type Context, type Decision, no, roleIn } from './context.ts';
import { lowerAllHands, lowerHand, raiseHand } from './hands.ts';
import { announce, changePhase } from './lifecycle.ts';
import { removeNote, writeNote } from './notes.ts';
import { allowPerson, handOver, mutePerson, readmitPerson, removePerson, setRole } from './people.ts';
import {
  answerPoll,
  beginAnswer,
  closePoll,
  discardPoll,
  draftPoll,
  hidePoll,
  openPoll,
  publishPoll,
} from './polls.ts';
import { answerQuestion, askQuestion, dismissQuestion, voteQuestion } from './questions.ts';
import { showScene } from './scene.ts';
import { addShared, removeShared } from './sharing.ts';
import { closeSlides, handOutSlide, openSlides, takeBackSlides, turnSlides } from './slides.ts';
import {
  acceptStage,
  callToStage,
  declineStage,
  dismissFromStage,
  holdOnStage,
  leaveStage,
  limitOnStage,
} from './stage.ts';

export type { Actor, Context, Decision } from './context.ts';
export { roleIn } from './context.ts';
export { type TidyLimits, tidy, tidyLimits } from './tidy.ts';

/** What goes on in a class that is over: reading what was said, and staff's own tidying up. */
const afterTheEnd: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'class.open',
  'class.end',
  'poll.draft',
  'poll.discard',
  'poll.publish',
  'poll.hide',
  'poll.answer',
  'chat.delete',
  'question.answer',
  'question.dismiss',
  'note.write',
  'note.remove',
  'share.add',
  'share.remove',
  'slides.close',
  'slides.take-back',
  'board.draw',
  'person.readmit',
  'stage.leave',
  'stage.decline',
  'stage.dismiss',
  'breakouts.leave',
  'breakouts.end',
]);

/**
 * Every rule and every permission of a class, asked for every command. No events means that all is as it was
 * asked for already: a double click is no error.
 */
export function decide(context: Context, command: Command): Decision {
  const { state, actor } = context;
  if (state.people[actor.personId]?.removed) return no('removed', 'Staff have removed you from this class.');
  if (!may(roleIn(state, actor), command.type))
    return no('not-allowed', 'You may not do this in this class.');
  if (state.class.phase === 'ended' && !afterTheEnd.has(command.type))
    return no('closed', 'The class has ended.');
  switch (command.type) {
    case 'chat.send':
      return sendChat(context, command);
    case 'chat.react':
      return reactToChat(context, command);
    case 'chat.delete':
      return deleteChat(context, command);
    case 'chat.pin':
      return pinChat(context, command);
    case 'chat.unpin':
      return unpinChat(context);
    case 'chat.limit':
      return limitChat(context, command);
    case 'question.ask':
      return askQuestion(context, command);
    case 'question.vote':
      return voteQuestion(context, command);
    case 'question.answer':
      return answerQuestion(context, command);
    case 'question.dismiss':
      return dismissQuestion(context, command);
    case 'hand.raise':
      return raiseHand(context);
    case 'hand.lower':
      return lowerHand(context, command);
    case 'hand.lower-all':
      return lowerAllHands(context);
    case 'poll.draft':
      return draftPoll(context, command);
    case 'poll.discard':
      return discardPoll(context, command);
    case 'poll.open':
      return openPoll(context, command);
    case 'poll.close':
      return closePoll(context, command);
    case 'poll.publish':
      return publishPoll(context, command);
    case 'poll.hide':
      return hidePoll(context, command);
    case 'poll.begin':
      return beginAnswer(context, command);
    case 'poll.answer':
      return answerPoll(context, command);
    case 'person.mute':
      return mutePerson(context, command);
    case 'person.remove':
      return removePerson(context, command);
    case 'person.readmit':
      return readmitPerson(context, command);
    case 'person.allow':
      return allowPerson(context, command);
    case 'person.set-role':
      return setRole(context, command);
    case 'class.hand-over':
      return handOver(context, command);
    case 'class.open':
    case 'class.start':
    case 'class.pause':
    case 'class.resume':
    case 'class.end':
      return changePhase(context, command);
    case 'announcement.make':
      return announce(context, command);
    case 'reaction.send':
      // Counted by the room, which tells them together; the rule is only that one may.
      return { ok: true, events: [] };
    case 'note.write':
      return writeNote(context, command);
    case 'note.remove':
      return removeNote(context, command);
    case 'share.add':
      return addShared(context, command);
    case 'share.remove':
      return removeShared(context, command);
    case 'board.draw':
      return drawBoard(context, command);
    case 'board.allow-all':
      return allowAllToDraw(context, command);
    case 'slides.open':
      return openSlides(context, command);
    case 'slides.turn':
      return turnSlides(context, command);
    case 'slides.close':
      return closeSlides(context);
    case 'slides.hand-out':
      return handOutSlide(context, command);
    case 'slides.take-back':
      return takeBackSlides(context, command);
    case 'scene.show':
      return showScene(context, command);
    case 'stage.call':
      return callToStage(context, command);
    case 'stage.accept':
      return acceptStage(context);
    case 'stage.decline':
      return declineStage(context);
    case 'stage.leave':
      return leaveStage(context);
    case 'stage.dismiss':
      return dismissFromStage(context, command);
    case 'stage.hold':
      return holdOnStage(context, command);
    case 'stage.limit':
      return limitOnStage(context, command);
    case 'breakouts.open':
      return openBreakouts(context, command);
    case 'breakouts.move':
      return moveToBreakout(context, command);
    case 'breakouts.enter':
      return enterBreakout(context, command);
    case 'breakouts.leave':
      return leaveBreakout(context);
    case 'breakouts.say':
      return sayInBreakout(context, command);
    case 'breakouts.tell':
      return tellBreakouts(context, command);
    case 'breakouts.limit':
      return limitBreakouts(context, command);
    case 'breakouts.end':
      return endBreakouts(context);
    case 'captions.choose':
      return chooseCaptions(context, command);
  }
}
