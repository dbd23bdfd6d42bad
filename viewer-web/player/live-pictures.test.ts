import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LivePictures } from './live-pictures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const SLOT_S = 180_000_000 * 10;

function open(refused: readonly string[] = []) {
  const asked: string[] = [];
  const left = [...refused];
  const pictures = new LivePictures({
    streamId: 'st1',
    path: () => Promise.resolve('/live/c1/~g/'),
    load: (src) => {
      asked.push(src);
      if (left[0] !== src) return Promise.resolve({ width: 160, height: 90 });
      left.shift();
      return Promise.reject(new Error('not now'));
    },
  });
  return { asked, pictures };
}

const first = '/live/c1/~g/pictures/180000000.jpg?s=st1';

it('asks for the picture at which somebody rests, once, and has it for all of its ten seconds', async () => {
  const { asked, pictures } = open();
  expect(pictures.at(SLOT_S + 1)).toBeUndefined();
  expect(pictures.at(SLOT_S + 9.9)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toEqual([first]);
  expect(pictures.at(SLOT_S + 5)).toEqual({ src: first, x: 0, y: 0, width: 160, height: 90 });
  expect(pictures.at(SLOT_S + 10)).toBeUndefined();
  pictures.close();
});

it('asks for nothing where somebody only passes over the bar', async () => {
  const { asked, pictures } = open();
  for (let slot = 0; slot < 20; slot += 1) {
    pictures.at(SLOT_S + slot * 10);
    await vi.advanceTimersByTimeAsync(30);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toEqual(['/live/c1/~g/pictures/180000019.jpg?s=st1']);
  pictures.close();
});

it('leaves alone for a while what could not be had, and tries again', async () => {
  const { asked, pictures } = open([first]);
  pictures.at(SLOT_S);
  await vi.advanceTimersByTimeAsync(200);
  pictures.at(SLOT_S);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked).toEqual([first]);
  pictures.at(SLOT_S + 10);
  await vi.advanceTimersByTimeAsync(11_000);
  pictures.at(SLOT_S);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.filter((src) => src === first)).toHaveLength(2);
  expect(pictures.at(SLOT_S)).toMatchObject({ src: first });
  pictures.close();
});

it('asks for nothing any more once it is closed', async () => {
  const { asked, pictures } = open();
  pictures.at(SLOT_S);
  pictures.close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([]);
});
