// A part of the students, in a process of its own, each with the real client in it.
import { setImmediate as immediately, setTimeout as wait } from 'node:timers/promises';
import { comparable, differenceBetween } from './pure/comparable.ts';
import { type Act, drops } from './pure/schedule.ts';
import type { FromRehearsal, ToRehearsal } from './student-messages.ts';
import { Student } from './student.ts';
import { Telling } from './telling.ts';
import { keepTo } from './timetable.ts';

const COMPARED_AT_ONCE = 50;

const tell = (message: FromRehearsal) => process.send?.(message);
const students = new Map<number, Student>();
let telling = new Telling('');
let said = 0;

function begin({ places, acts, startsAtMs, firstNumber, tag }: Extract<ToRehearsal, { do: 'begin' }>): void {
  telling = new Telling(tag);
  keepTo(acts, startsAtMs, (act) => perform(act, firstNumber, places, tag));
  tell({ is: 'begun' });
}

function perform(
  { does, student: index }: Act,
  firstNumber: number,
  places: Extract<ToRehearsal, { do: 'begin' }>['places'],
  tag: string,
): void {
  const student = students.get(index);
  const place = places[index % places.length];
  switch (does) {
    case 'join': {
      const newcomer = new Student(index, `Student ${firstNumber + index}`, telling);
      students.set(index, newcomer);
      if (place) void newcomer.join(place);
      return;
    }
    case 'say':
      said += 1;
      void student?.say(`${tag}-${process.pid}-${said}`);
      return;
    case 'raise':
      void student?.raise();
      return;
    case 'lower':
      void student?.lower();
      return;
    case 'drop':
      student?.drop();
      return;
    case 'return':
      student?.comeBack();
      return;
  }
}

/** Those who got in. */
function present(): Student[] {
  return [...students.values()].filter(({ person }) => person?.client.you !== undefined);
}

async function awaitBack({ sinceMs, patienceMs }: Extract<ToRehearsal, { do: 'await-back' }>): Promise<void> {
  const afterMs: number[] = [];
  let lost = 0;
  const tooLate = wait(patienceMs, false);
  await Promise.all(
    present()
      .filter(({ index }) => !drops(index))
      .map(async ({ person }) => {
        if (!person) return;
        const back = person.reaches(() => person.openAtMs > sinceMs).then(() => true);
        if (await Promise.race([back, tooLate])) afterMs.push(person.openAtMs - sinceMs);
        else lost += 1;
      }),
  );
  tell({ is: 'back', afterMs, lost });
}

async function awaitWords({ words, patienceMs }: Extract<ToRehearsal, { do: 'await-words' }>): Promise<void> {
  let missing = 0;
  const tooLate = wait(patienceMs, false);
  await Promise.all(
    present().map(async ({ person }) => {
      if (!person) return;
      const isThere = () => person.client.room.chat.messages.some(({ text }) => text === words);
      if (!(await Promise.race([person.reaches(isThere).then(() => true), tooLate]))) missing += 1;
    }),
  );
  tell({ is: 'heard-words', missing });
}

async function compare({ reference }: Extract<ToRehearsal, { do: 'compare' }>): Promise<void> {
  let different = 0;
  let sample: string | undefined;
  const all = present();
  for (const [i, { person }] of all.entries()) {
    // Pages stay in the class meanwhile.
    if (i % COMPARED_AT_ONCE === 0) await immediately();
    const difference = person && differenceBetween(comparable(person.client.room), reference);
    if (difference === undefined) continue;
    different += 1;
    sample ??= difference;
  }
  tell({ is: 'compared', compared: all.length, different, sample });
}

process.on('message', (message: ToRehearsal) => {
  switch (message.do) {
    case 'stand-by':
      tell({ is: 'standing-by' });
      return;
    case 'begin':
      begin(message);
      return;
    case 'tell':
      tell({ is: 'told', ...telling.take([...students.values()].filter(({ isInside }) => isInside).length) });
      return;
    case 'await-back':
      void awaitBack(message);
      return;
    case 'await-words':
      void awaitWords(message);
      return;
    case 'compare':
      void compare(message);
      return;
  }
});
process.on('disconnect', () => process.exit());
