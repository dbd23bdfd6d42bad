import { expect, it } from 'vitest';
import { chaptersOfTurns } from './turn-chapters.ts';

const START = 1_000_000;
const turn = (seconds: number, page: number, title?: string) => ({
  ...{ atMs: START + seconds * 1000, page },
  ...(title === undefined ? {} : { title }),
});
const chapters = (...turns: ReturnType<typeof turn>[]) =>
  chaptersOfTurns(turns, { startedAtMs: START, durationMs: 600_000 }, (page) => `Slide ${page}`).map(
    ({ atMs, title }) => [atMs / 1000, title],
  );

it('each slide is a chapter of the track, by its first line or its number', () => {
  expect(chapters(turn(5, 1, 'Waves'), turn(60, 2), turn(120, 3, 'Light'))).toEqual([
    [5, 'Waves'],
    [60, 'Slide 2'],
    [120, 'Light'],
  ]);
});

it('what was shown before the track began is what it begins with', () => {
  expect(chapters(turn(-300, 1, 'Welcome'), turn(-60, 2, 'Waves'), turn(90, 3, 'Light'))).toEqual([
    [0, 'Waves'],
    [90, 'Light'],
  ]);
});

it('slides that are flipped past, that build up, or that come behind its end are none', () => {
  expect(
    chapters(
      turn(0, 1, 'Waves'),
      turn(30, 2, 'On the way'),
      turn(35, 3, 'Light'),
      turn(60, 4, 'Light'),
      turn(700, 5, 'Afterwards'),
    ),
  ).toEqual([
    [0, 'Waves'],
    [35, 'Light'],
  ]);
});

it('turns that came out of order are put in order', () => {
  expect(chapters(turn(60, 2, 'Light'), turn(0, 1, 'Waves'))).toEqual([
    [0, 'Waves'],
    [60, 'Light'],
  ]);
  expect(chapters()).toEqual([]);
});
