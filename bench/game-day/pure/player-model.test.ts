import { expect, it } from 'vitest';
import { PlayerModel } from './player-model.ts';

/** Parts of a quarter of a second, of both kinds, each there when it ends plus `lateMs`. */
function feed(player: PlayerModel, fromMs: number, untilMs: number, lateMs = 100): void {
  for (let endsAtMs = fromMs + 250; endsAtMs <= untilMs; endsAtMs += 250) {
    for (const medium of ['video', 'audio'] as const)
      player.append(medium, { durationMs: 250, endsAtMs }, endsAtMs + lateMs);
  }
}

it('begins when it has as much as the playlist asks for, and is then as late as that', () => {
  const player = new PlayerModel(0);
  player.handleEnd(0, 900);
  feed(player, 0, 750);
  expect(player.is).toBe('filling');
  expect(player.delayMs()).toBeUndefined();
  feed(player, 750, 5_000);
  expect(player.is).toBe('playing');
  expect(player.delayMs()).toBe(1_100);
  expect(player.stalls).toEqual([]);
});

it('begins as far from the end as the playlist asks for, wherever it had to be decoded from', () => {
  const player = new PlayerModel(10_000);
  player.handleEnd(10_000, 900);
  player.handleEnd(10_250, 900);
  for (let endsAtMs = 8_250; endsAtMs <= 10_000; endsAtMs += 250) {
    for (const medium of ['video', 'audio'] as const)
      player.append(medium, { durationMs: 250, endsAtMs }, 10_100);
  }
  expect(player.is).toBe('playing');
  expect(player.delayMs()).toBe(1_000);
});

it('stands when it has nothing more, and goes on when something comes', () => {
  const player = new PlayerModel(0);
  feed(player, 0, 5_000);
  player.look(9_000);
  expect(player.is).toBe('stalled');
  expect(player.stalls).toEqual([{ fromMs: 6_100 }]);
  feed(player, 8_750, 9_500);
  expect(player.is).toBe('playing');
  expect(player.stalls).toEqual([{ fromMs: 6_100, untilMs: 9_350 }]);
});

it('stands where sound alone is missing', () => {
  const player = new PlayerModel(0);
  feed(player, 0, 5_000);
  for (let endsAtMs = 5_250; endsAtMs <= 8_000; endsAtMs += 250)
    player.append('video', { durationMs: 250, endsAtMs }, endsAtMs + 100);
  expect(player.is).toBe('stalled');
});

it('does not call a moment a stall', () => {
  const player = new PlayerModel(0);
  feed(player, 0, 5_000);
  for (const endsAtMs of [5_250, 5_500])
    for (const medium of ['video', 'audio'] as const)
      player.append(medium, { durationMs: 250, endsAtMs }, 6_200);
  expect(player.is).toBe('playing');
  expect(player.stalls).toEqual([]);
});

it('comes nearer to the end again when more came than it wants', () => {
  const player = new PlayerModel(0);
  feed(player, 0, 5_000);
  feed(player, 5_000, 9_000, 2_500);
  const late = player.delayMs() ?? 0;
  feed(player, 9_000, 60_000);
  expect(player.delayMs() ?? 0).toBeLessThan(late);
  expect(player.delayMs() ?? 0).toBeLessThan(1_700);
});

it('has no time that goes backwards', () => {
  const player = new PlayerModel(1_000);
  player.look(500);
  player.append('video', { durationMs: 250, endsAtMs: 900 }, 400);
  expect(player.is).toBe('filling');
});

it('goes on behind what one of both has lost, and is as late as before', () => {
  const player = new PlayerModel(0);
  player.handleEnd(0, 900);
  for (let endsAtMs = 250; endsAtMs <= 12_000; endsAtMs += 250) {
    player.append('video', { durationMs: 250, endsAtMs }, endsAtMs + 100);
    if (endsAtMs <= 4_000 || endsAtMs > 6_000)
      player.append('audio', { durationMs: 250, endsAtMs }, endsAtMs + 100);
  }
  expect(player.is).toBe('playing');
  expect(player.delayMs()).toBeLessThan(1_200);
});

it('does not wait for ever on an island of both that is too short to begin on', () => {
  const player = new PlayerModel(0);
  feed(player, 0, 3_000);
  player.append('video', { durationMs: 300, endsAtMs: 3_500 }, 5_000);
  player.append('audio', { durationMs: 400, endsAtMs: 3_400 }, 5_000);
  expect(player.is).toBe('stalled');
  feed(player, 6_000, 8_000);
  expect(player.is).toBe('playing');
});
