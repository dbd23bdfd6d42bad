import { expect, it } from 'vitest';
import { PartJourneys } from './part-journeys.ts';

const head = { msn: 4, part: 2 };

function open() {
  const told: string[] = [];
  const journeys = new PartJourneys((rung) => ({
    step: (name) => void told.push(`${rung} ${name}`),
    end: (outcome) => void told.push(`${rung} ${outcome}`),
  }));
  const place = (rung: string) => {
    const journey = journeys.begin(rung);
    if (journey) journeys.handlePlaced(rung, head, journey);
  };
  return { journeys, told, place };
}

it('a part is followed to the first who is sent it', () => {
  const { journeys, told, place } = open();
  place('720p');
  journeys.handleAnswered('480p', head);
  journeys.handleAnswered('720p', head);
  journeys.handleAnswered('720p', head);
  journeys.handleGone('720p', head);
  expect(told).toEqual(['720p place', '720p answer', '720p answered']);
});

it('one that nobody asked for ends when it has left the memory', () => {
  const { journeys, told, place } = open();
  place('720p');
  journeys.handleGone('720p', head);
  expect(told).toEqual(['720p place', '720p unanswered']);
});

it('without anybody who follows nothing is kept', () => {
  expect(new PartJourneys(undefined).begin('720p')).toBeUndefined();
});
