// What docs/room.md says of each command, event, right, refusal and limit: a new one without words is a type error.
// No page of ours imports this, so that none carries it.
import type { CommandType } from './command.ts';
import type { EventType } from './event.ts';
import type * as limits from './limits.ts';
import type { Right } from './permissions.ts';
import type { RefusalCode } from './refusal.ts';

export const commandDescriptions: Readonly<Record<CommandType, string>> = {
  'chat.send': 'Says something in the chat, perhaps in reply to a message.',
  'chat.react': 'Puts a reaction to a message, or takes it back.',
  'chat.delete': 'Deletes one’s own message; staff may delete anybody’s.',
  'chat.pin': 'Keeps a message on top of the chat, in place of the one before.',
  'chat.unpin': 'Takes the pinned message down.',
  'chat.limit': 'Sets slow mode (0: off), and whether staff alone may write.',
  'question.ask': 'Asks a question. Peers are not told who asked an anonymous one; staff are.',
  'question.vote': 'Votes for a question, once, or takes the vote back.',
  'question.answer': 'Answers a question in text, or marks it as answered live.',
  'question.dismiss': 'Takes a question off the list.',
  'hand.raise': 'Raises one’s hand: the place in the queue is the order of raising.',
  'hand.lower': 'Lowers one’s own hand; staff may lower anybody’s.',
  'hand.lower-all': 'Lowers all hands.',
  'poll.draft': 'Prepares a poll or a quiz question, or changes one that is not open yet.',
  'poll.discard': 'Throws a draft away.',
  'poll.open': 'Opens a poll; with a timer it closes by itself.',
  'poll.close': 'Closes a poll for good.',
  'poll.publish': 'Shows the results of a closed poll to everyone, with what is correct.',
  'poll.hide': 'Hides published results again.',
  'poll.begin': 'Says that somebody began to answer: after a dropout it is the same attempt.',
  'poll.answer':
    'Answers a poll. It counts once whatever is repeated; a later answer replaces it until the close.',
  'person.mute': 'Keeps a student from writing and asking, or lets them again.',
  'person.remove': 'Removes a student, who stays out until let in again.',
  'person.readmit': 'Lets somebody in again who was removed.',
  'person.allow': 'Lets one person share their screen or draw, or takes it back.',
  'person.set-role': 'Makes somebody an instructor, an assistant or a student of this class.',
  'class.hand-over':
    'Gives the lead of the class to another instructor; only who leads it, or an admin, may.',
  'class.open': 'Opens the lobby, also of a class that has ended.',
  'class.start': 'Begins the class.',
  'class.pause': 'Pauses it.',
  'class.resume': 'Goes on after a pause.',
  'class.end': 'Ends it, and closes its open polls.',
  'announcement.make': 'Tells everyone something that stays in sight.',
  'reaction.send': 'Reacts to what is going on; reactions are counted together.',
  'note.write': 'Writes a note that staff alone see.',
  'note.remove': 'Takes such a note away.',
  'share.add': 'Shares a link, or a file that was uploaded.',
  'share.remove': 'Takes a link or a file back.',
  'slides.open':
    'Opens slides, or the same ones at another page; the pages themselves stay with the instructor.',
  'slides.turn': 'Turns the slides to a page, with its first line and its text.',
  'slides.close': 'Puts the slides away.',
  'stage.call': 'Calls somebody to the stage: whose hand is up comes at once, anybody else is asked.',
  'stage.accept': 'Comes to the stage when called.',
  'stage.decline': 'Stays in one’s seat.',
  'stage.leave': 'Goes back to one’s seat.',
  'stage.dismiss': 'Sends somebody back to their seat, or takes the call back.',
  'stage.hold': 'Turns a guest’s microphone, camera or screen off, or lets them turn it on again.',
  'stage.limit': 'Gives a guest so much more time from now, or all they like.',
  'board.draw': 'Changes the whiteboard; students and guests need leave to.',
  'board.allow-all': 'Lets everyone draw on the whiteboard, or again only staff and whom they allowed.',
};

export const rightDescriptions: Readonly<Record<Exclude<Right, CommandType>, string>> = {
  'stream.publish': 'Sends picture and sound as the programme.',
  'file.upload': 'Uploads a file to share.',
  'roster.import': 'Imports the list of participants.',
  'operations.watch': 'Sees the whole server on the dashboard.',
};

/** How much of an event goes to whom; docs/room.md explains the words. */
export type Told = 'all' | 'part' | 'known' | 'own' | 'no';

interface EventDescription {
  readonly text: string;
  readonly students: Told;
  readonly staff: Told;
}

const toAll = (text: string): EventDescription => ({ text, students: 'all', staff: 'all' });
const toStaff = (text: string): EventDescription => ({ text, students: 'no', staff: 'all' });
const toNobody = (text: string): EventDescription => ({ text, students: 'no', staff: 'no' });
const toOwn = (text: string): EventDescription => ({ text, students: 'own', staff: 'all' });

export const eventDescriptions: Readonly<Record<EventType, EventDescription>> = {
  'chat.sent': toAll('Somebody said something, under the name and role they had then.'),
  'chat.reacted': toOwn('Somebody reacted to a message, or took it back; the others get numbers.'),
  'chat.deleted': toAll('A message was deleted: its place stays, its text does not.'),
  'chat.pinned': toAll('A message was pinned.'),
  'chat.unpinned': toAll('The pinned message was taken down.'),
  'chat.limited': toAll('The limits of the chat were changed.'),
  'question.asked': {
    text: 'Somebody asked a question; students are not told who asked an anonymous one.',
    students: 'part',
    staff: 'all',
  },
  'question.voted': toOwn('Somebody voted for a question or took it back; the others get numbers.'),
  'question.answered': toAll('A question was answered.'),
  'question.dismissed': toAll('A question was taken off the list: its text is not kept.'),
  'hand.raised': toOwn('Somebody raised their hand; the others get numbers.'),
  'hand.lowered': toOwn('A hand went down.'),
  'hand.all-lowered': toAll('All hands went down.'),
  'poll.drafted': toStaff('A poll was prepared or changed.'),
  'poll.discarded': toStaff('A draft was thrown away.'),
  'poll.opened': {
    text: 'A poll was opened; students are not told what is correct.',
    students: 'part',
    staff: 'all',
  },
  'poll.begun': { text: 'Somebody began to answer.', students: 'own', staff: 'own' },
  'poll.answered': {
    text: 'Somebody answered, perhaps in place of an earlier answer; in an anonymous poll staff are not told who.',
    students: 'own',
    staff: 'part',
  },
  'poll.closed': toAll('A poll was closed: by staff, by its timer or with the class.'),
  'poll.published': toAll('The results of a poll were shown to everyone.'),
  'poll.hidden': toAll('The results of a poll were hidden again.'),
  'person.joined': { text: 'Somebody came, or has another name or role.', students: 'known', staff: 'all' },
  'person.left': { text: 'Somebody went, or their connection did.', students: 'known', staff: 'all' },
  'person.all-left': toAll('The server was away, and everybody with it.'),
  'person.muted': toOwn('Somebody was muted, or is no longer.'),
  'person.removed': toOwn('Somebody was removed from the class.'),
  'person.readmitted': toOwn('Somebody was let in again.'),
  'person.allowed': toOwn('Somebody was allowed to share their screen or to draw, or no longer is.'),
  'person.role-set': toAll('Somebody was made more, or less, in this class.'),
  'person.forgotten': toOwn('A guest who went long ago and left nothing behind; the log still has them.'),
  'class.handed-over': toAll('An instructor leads the class from now on.'),
  'class.phase-changed': toAll('The class was opened, begun, paused, resumed or ended.'),
  'announcement.made': toAll('Staff told everyone something.'),
  'reactions.sent': toAll('What was sent within half a second, as numbers.'),
  'note.written': toStaff('Staff wrote a note for each other.'),
  'note.removed': toStaff('A note of theirs was taken away.'),
  'share.added': toAll('A link or a file was shared.'),
  'share.removed': toAll('A link or a file was taken back.'),
  'slides.opened': toAll('Slides were opened, at a page of so many.'),
  'slides.turned': toAll('The slides were turned to a page; recordings get chapters from it.'),
  'slides.closed': toAll('The slides were put away.'),
  'stage.called': toOwn('Somebody was called to the stage and has to answer.'),
  'stage.uncalled': toOwn('They declined, or the call was taken back.'),
  'stage.entered': toAll('Somebody is on the stage: their hand is down.'),
  'stage.left': toAll('Somebody is back in their seat, and why.'),
  'stage.away': toAll('The connection of a guest on the stage is gone.'),
  'stage.back': toAll('It is there again.'),
  'stage.held': toAll('Staff have turned something of a guest off, or no longer.'),
  'stage.limited': toAll('The time of a guest on the stage was changed.'),
  'board.drawn': toNobody('Somebody changed the whiteboard; whoever has it open is told apart.'),
  'board.checkpointed': toNobody('All that is on the whiteboard, in place of its changes.'),
  'board.all-allowed': toAll('Everyone may draw on the whiteboard, or no longer.'),
  'stream.started': toAll('Students can see the programme from now on.'),
  'stream.stopped': toAll('They can’t any more, and why.'),
  'stream.left-out': toAll(
    'Which renditions are left out from now on, for the machine can’t keep up, and why.',
  ),
  'stream.recording-changed': toAll(
    'Recording has stopped, and why, or goes on; students see the programme all the same.',
  ),
  'stream.source-changed': toAll('Whether the studio or an encoder sends the programme from now on.'),
};

export const refusalDescriptions: Readonly<Record<RefusalCode, string>> = {
  'not-allowed': 'This person may not do this, here or now.',
  empty: 'Nothing is left of the text once it is cleaned.',
  'too-long': 'The text is longer than its limit.',
  malformed: 'The server did not understand it, or it does not fit what it answers.',
  'unknown-class': 'There is no such class.',
  'unknown-code': 'No class has this code.',
  'bad-token': 'The way in is not one of this server, or of another class.',
  'expired-token': 'The way in has run out.',
  'no-media': 'This server takes no pictures or sound in.',
  'not-found': 'What it is about is not there, or not any more.',
  closed: 'It is over: the class, the poll, the question.',
  'not-yet': 'Something else comes first.',
  'too-many': 'The limit of how many is reached.',
  'too-fast': 'Too soon after the last one; the refusal says how long to wait.',
  muted: 'Staff have muted this person.',
  removed: 'Staff have removed this person from the class.',
  revoked: 'The way in was withdrawn.',
  full: 'The class or the server is full.',
  taken: 'Somebody else has it already, and only one can.',
  'server-error': 'The server could not do it at the moment.',
};

export const limitDescriptions: Readonly<Record<keyof typeof limits, string>> = {
  NAME_MAX: 'A name, in characters',
  CHAT_TEXT_MAX: 'A message in the chat, in characters',
  QUESTION_TEXT_MAX: 'A question, in characters',
  ANSWER_TEXT_MAX:
    'A short answer to a poll, in characters; the answer to a question may be four times as long',
  POLL_QUESTION_MAX: 'A poll’s question, in characters',
  POLL_OPTION_MAX: 'An option of a poll, in characters',
  ANNOUNCEMENT_MAX: 'An announcement, in characters',
  TITLE_MAX: 'The title of a link or a file, or the reason of a removal, in characters',
  URL_MAX: 'A link, in characters',
  SLIDE_TITLE_MAX: 'The first line of a slide, in characters',
  SLIDE_TEXT_MAX: 'The text of a slide that is kept with its turn, in characters',
  CHAT_KEPT: 'Messages that are shown; older ones are in the log',
  ANNOUNCEMENTS_KEPT: 'Announcements that are shown',
  QUESTIONS_KEPT:
    'Questions that are kept: dismissed ones leave first, then answered ones; so many can be open',
  PEOPLE_KEPT:
    'People who are remembered; beyond them guests are forgotten who are long away and left nothing',
  GUEST_AWAY_MAX_MS: 'How long such a guest has been away at least',
  HAND_AWAY_MAX_MS: 'How long a hand stays up after its person’s connection was lost',
  ANSWER_TEXTS_KEPT: 'Short answers that are shown of one poll; all are counted',
  POLL_OPTIONS_MAX: 'Options of a poll',
  RATING_MAX: 'The highest rating',
  POLLS_MAX: 'Polls of a class',
  NOTE_MAX: 'A note among staff, in characters',
  NOTES_KEPT: 'Notes among staff that are shown',
  SHARED_MAX: 'Links and files of a class',
  SLIDE_PAGES_MAX: 'Pages of slides',
  BOARD_UPDATE_MAX_BYTES: 'One change of the whiteboard, in bytes',
  BOARD_MAX_BYTES: 'All that is on the whiteboard, in bytes; then it can only be erased',
  BOARD_OPEN_MAX: 'Pages that have the whiteboard open at once',
  STAGE_MAX: 'Guests on the stage at once',
  STAGE_LIMIT_MIN_MS: 'The shortest time that somebody is called to the stage for',
  STAGE_LIMIT_MAX_MS: 'The longest',
  STAGE_AWAY_MAX_MS: 'How long a guest whose connection is lost stays on the stage',
  STAGE_RETURN_MS: 'How long after that they come back to it by themselves',
  QUESTIONS_OPEN_MAX: 'Open questions of one person',
  REACTIONS: 'Reactions',
  SLOW_MODE_MAX_MS: 'Slow mode: the longest wait between two messages',
  POLL_TIMER_MAX_MS: 'The longest timer of a poll; the shortest is 5 s',
  FILE_MAX_BYTES: 'A shared file',
  FILE_TYPES: 'Types of shared files',
};
