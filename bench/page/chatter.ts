import { Person } from '../crowd/person.ts';
import { joinGuests } from '../crowd/sign-in.ts';

/** Students who write in the chat in turn, without pages. */
export interface Chatter {
  /** So many lines were written so far, and so many were not let in. */
  readonly written: number;
  readonly refused: number;
  stop(): void;
}

const STUDENTS = 10;
const LINES = [
  'Is that the same as on the last slide?',
  'Yes.',
  'Could you say the second step once more, please? I lost you where the sum became an integral.',
  'I think that it is in chapter 4.',
  'Thank you!',
];

export async function startChatter(origin: string, everyMs: number): Promise<Chatter> {
  const url = origin.replace('http', 'ws');
  const people = (await joinGuests(origin, STUDENTS)).map((token) => new Person(url, token));
  await Promise.all(people.map((person) => person.reaches(() => person.isIn)));
  let [written, refused] = [0, 0];
  const write = async () => {
    const person = people[written % people.length];
    const text = LINES[written % LINES.length] ?? '';
    written += 1;
    const outcome = await person?.client.send({ type: 'chat.send', text });
    if (!outcome?.ok) refused += 1;
  };
  const timer = setInterval(() => void write(), everyMs);
  return {
    get written() {
      return written;
    },
    get refused() {
      return refused;
    },
    stop() {
      clearInterval(timer);
      for (const { client } of people) client.close();
    },
  };
}
