// Students with the real client in them, as a page has it: it folds, retries and comes back by itself.
import { setTimeout as wait } from 'node:timers/promises';
import type { AttemptId, PollId } from '@rostrum/protocol/room';
import { Person, now } from './person.ts';
import type { FromStudents, ToStudents } from './student-messages.ts';

const OPENING_MAX = 200;
const OPTIONS = 4;

const tell = (message: FromStudents) => process.send?.(message);

const students: Person[] = [];
let handsUp: ReadonlySet<Person> = new Set();

async function connect(url: string, tokens: readonly string[]): Promise<void> {
  const queue = [...tokens];
  const lane = async () => {
    for (let token = queue.shift(); token !== undefined; token = queue.shift()) {
      const student = new Person(url, token);
      students.push(student);
      await student.reaches(() => student.isIn);
    }
  };
  await Promise.all(Array.from({ length: OPENING_MAX }, lane));
  tell({ is: 'connected' });
}

async function answer(pollId: PollId, withinMs: number, twiceShare: number): Promise<void> {
  let acknowledged = 0;
  let refused = 0;
  let lastAtMs = 0;
  await Promise.all(
    students.map(async (student, i) => {
      const { client } = student;
      await student.reaches(() => client.room.polls[pollId]?.status.is === 'open');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * withinMs));
      const attemptId = `attempt-${process.pid}-${i}` as AttemptId;
      const sent = client.send({
        ...{ type: 'poll.answer', pollId, attemptId },
        answer: { kind: 'single', option: i % OPTIONS },
      });
      if (Math.random() < twiceShare) setTimeout(() => student.sendAgain(), Math.random() * 300);
      const outcome = await sent;
      if (outcome.ok) acknowledged += 1;
      else refused += 1;
      lastAtMs = Math.max(lastAtMs, now());
    }),
  );
  tell({ is: 'answered', acknowledged, refused, lastAtMs });
}

async function raiseAndLower(forMs: number): Promise<void> {
  const acknowledgedMs: number[] = [];
  const endsAt = now() + forMs;
  await Promise.all(
    students.map(async ({ client }) => {
      for (let up = true; now() < endsAt; up = !up) {
        const sentAt = now();
        const outcome = await client.send(up ? { type: 'hand.raise' } : { type: 'hand.lower' });
        if (outcome.ok) {
          acknowledgedMs.push(now() - sentAt);
          continue;
        }
        up = !up;
        await new Promise((resolve) => setTimeout(resolve, outcome.refusal.retryAfterMs ?? 1000));
      }
    }),
  );
  tell({ is: 'raised-and-lowered', acknowledgedMs });
}

async function awaitResults(pollId: PollId): Promise<void> {
  const atMs: number[] = [];
  const people: number[] = [];
  await Promise.all(
    students.map(async (student) => {
      const published = () => student.client.room.polls[pollId]?.published;
      await student.reaches(() => published() !== undefined);
      atMs.push(now());
      people.push(published()!.tally.people);
    }),
  );
  tell({ is: 'results', atMs, people });
}

async function raiseHands(everyNth: number): Promise<void> {
  const those = students.filter((_, i) => i % everyNth === 0);
  const outcomes = await Promise.all(those.map(({ client }) => client.send({ type: 'hand.raise' })));
  if (outcomes.some(({ ok }) => !ok)) throw new Error('a hand could not be raised');
  handsUp = new Set(those);
  tell({ is: 'hands-up' });
}

async function awaitBack({ sinceMs, texts, patienceMs }: Extract<ToStudents, { do: 'await-back' }>) {
  const afterMs: number[] = [];
  let lost = 0;
  let doubled = 0;
  const tooLate = wait(patienceMs, false);
  await Promise.all(
    students.map(async (student) => {
      const isBack = await Promise.race([
        student.reaches(() => student.openAtMs > sinceMs).then(() => true),
        tooLate,
      ]);
      if (!isBack) {
        lost += 1;
        return;
      }
      afterMs.push(student.openAtMs - sinceMs);
      const { chat, hands } = student.client.room;
      const mine = chat.messages.map(({ text }) => text);
      const isUp = hands.some(({ personId }) => personId === student.client.you?.personId);
      if (texts.some((text) => !mine.includes(text)) || isUp !== handsUp.has(student)) lost += 1;
      if (new Set(chat.messages.map(({ messageId }) => messageId)).size < chat.messages.length) doubled += 1;
      if (new Set(mine).size < mine.length) doubled += 1;
    }),
  );
  tell({ is: 'back', afterMs, lost, doubled });
}

process.on('message', (message: ToStudents) => {
  switch (message.do) {
    case 'connect':
      void connect(message.url, message.tokens);
      return;
    case 'answer':
      void answer(message.pollId, message.withinMs, message.twiceShare);
      return;
    case 'raise-and-lower':
      void raiseAndLower(message.forMs);
      return;
    case 'raise-hands':
      void raiseHands(message.everyNth);
      return;
    case 'await-results':
      void awaitResults(message.pollId);
      return;
    case 'await-back':
      void awaitBack(message);
      return;
  }
});
process.on('disconnect', () => process.exit());
