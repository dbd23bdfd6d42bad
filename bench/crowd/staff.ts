import type { Command, PollDraft, PollId } from '@rostrum/protocol/room';
import { Person } from './person.ts';

/** A member of the staff, in the benchmark's own process. */
export class Staff extends Person {
  async do(command: Command): Promise<void> {
    const outcome = await this.client.send(command);
    if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.refusal.text}`);
  }

  /** A poll that is open when this resolves. */
  async openPoll(draft: PollDraft): Promise<PollId> {
    await this.do({ type: 'poll.draft', draft });
    const isIt = () =>
      Object.values(this.client.room.polls).find((poll) => poll.draft.question === draft.question);
    await this.reaches(() => isIt() !== undefined);
    const { pollId } = isIt()!;
    await this.do({ type: 'poll.open', pollId });
    return pollId;
  }
}
