import type { LoggedEvent, MessageId, PersonId, Reaction } from '@rostrum/protocol/room';

/** What came to be otherwise within a second: votes by question, reactions by message and kind. */
export interface Counted {
  /** Of the last event that is in it. */
  readonly seq: number;
  readonly at: number;
  readonly votes: Readonly<Record<string, number>>;
  readonly reactions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface VoteCount {
  add(logged: LoggedEvent): void;
  /** Behind the one, up to and with the other. */
  between(after: number, through: number): readonly Counted[];
  /** Who now reacts so to a message. */
  reacted(messageId: MessageId, reaction: Reaction): ReadonlySet<PersonId>;
}

const TOGETHER_MS = 1_000;
const nobody: ReadonlySet<PersonId> = new Set();

/** Votes and reactions as everybody is told them, in numbers: who gave them is in none of it. */
export function createVoteCount(): VoteCount {
  const people = new Map<string, Set<PersonId>>();
  const counted: Counted[] = [];

  /** How many there are now. */
  function turn(what: string, personId: PersonId, on: boolean): number {
    const known = people.get(what) ?? new Set();
    people.set(what, known);
    if (on) known.add(personId);
    else known.delete(personId);
    return known.size;
  }

  function put(seq: number, at: number, change: (before: Counted) => Counted): void {
    const last = counted.at(-1);
    if (last && at - last.at < TOGETHER_MS) counted[counted.length - 1] = { ...change(last), seq };
    else counted.push(change({ seq, at, votes: {}, reactions: {} }));
  }

  return {
    add({ seq, at, event }) {
      if (event.type === 'question.voted') {
        const { questionId, personId, on } = event;
        const number = turn(questionId, personId, on);
        put(seq, at, (before) => ({ ...before, votes: { ...before.votes, [questionId]: number } }));
      } else if (event.type === 'chat.reacted') {
        const { messageId, personId, reaction, on } = event;
        const number = turn(`${messageId} ${reaction}`, personId, on);
        put(seq, at, (before) => {
          const ofMessage = { ...before.reactions[messageId], [reaction]: number };
          return { ...before, reactions: { ...before.reactions, [messageId]: ofMessage } };
        });
      }
    },

    between: (after, through) => counted.filter(({ seq }) => seq > after && seq <= through),

    reacted: (messageId, reaction) => people.get(`${messageId} ${reaction}`) ?? nobody,
  };
}
