import { describe, expect, it } from 'vitest';
import { type Plot, cutOff, escaped, pathOf, plotSvg, ticksUpTo, timeTicks } from './plot.ts';

it.each([
  [100, 4, [0, 50, 100]],
  [87, 4, [0, 50, 100]],
  [80, 4, [0, 20, 40, 60, 80]],
  [0.7, 4, [0, 0.2, 0.4, 0.6, 0.8]],
  [2_000, 4, [0, 500, 1_000, 1_500, 2_000]],
  [0, 4, [0, 1]],
  [Number.NaN, 4, [0, 1]],
])('up to %d there are round steps, about %d of them', (most, about, ticks) => {
  expect(ticksUpTo(most, about)).toEqual(ticks);
});

it('time goes in steps that people count in', () => {
  expect(timeTicks(60)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60]);
  expect(timeTicks(615).slice(0, 3)).toEqual([0, 60, 120]);
  expect(timeTicks(36_000).slice(0, 2)).toEqual([0, 1_800]);
});

it('a line is broken where nothing was seen', () => {
  const same = (value: number) => value;
  const points = [
    [0, 1],
    [1, 2],
    [2, Number.NaN],
    [3, 4],
  ] as const;
  expect(pathOf(points, same, same)).toBe('M0 1h0L1 2M3 4h0');
  expect(pathOf([[0, Number.NaN]], same, same)).toBe('');
});

it('what is written in it can’t end it', () => {
  expect(escaped('<b>"A" & B</b>')).toBe('&lt;b&gt;&quot;A&quot; &amp; B&lt;/b&gt;');
});

describe('a plot', () => {
  const svg = plotSvg({
    ...{ title: 'How late', unit: 'ms', untilS: 60, target: 100 },
    series: [
      {
        name: 'Chat',
        points: [
          [0, 20],
          [30, 180],
          [60, Number.NaN],
        ],
      },
    ],
    spans: [{ fromS: 20, untilS: 25, label: 'server <killed>' }],
  });

  it('says in words what it shows, for who can’t see it', () => {
    expect(svg).toContain('aria-label="How late. Chat: from 20 ms to 180 ms."');
  });

  it('has the stretches in which something was broken, with their names', () => {
    expect(svg.match(/class="span"/g)).toHaveLength(1);
    expect(svg).toContain('server &lt;killed&gt;');
  });

  it('has its target, its line, its steps, and minutes along the bottom', () => {
    expect(svg).toContain('class="target"');
    expect(svg.match(/class="line line-1"/g)).toHaveLength(1);
    expect(svg).toContain('>200</text>');
    expect(svg).toContain('>0:30</text>');
    expect(svg).toContain('>1:00</text>');
  });

  it('cuts off what would hide everything else, and says how high it was', () => {
    const chat: Plot = {
      ...{ title: 'Chat', unit: 'ms', untilS: 10, target: 100, cutAt: 400, spans: [] },
      series: [
        {
          name: 'chat',
          points: [
            [0, 60],
            [5, 9_000],
          ],
        },
      ],
    };
    expect(cutOff(chat)).toBe(9_000);
    expect(plotSvg(chat)).toContain('d="M64 165.4h0L456 26"');
    expect(plotSvg(chat)).toContain('from 60 ms to 9000 ms');
    expect(cutOff({ ...chat, cutAt: 9_000 })).toBeUndefined();
    const { cutAt: _cutAt, ...whole } = chat;
    expect(cutOff(whole)).toBeUndefined();
  });

  it('shows an empty frame where nothing was seen', () => {
    const empty = plotSvg({
      title: 'None',
      unit: 'ms',
      untilS: 10,
      series: [{ name: 'A', points: [] }],
      spans: [],
    });
    expect(empty).toContain('A: nothing was seen.');
    expect(empty).not.toContain('NaN');
  });
});
