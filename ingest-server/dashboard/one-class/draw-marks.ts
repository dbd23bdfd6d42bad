import type { Mark } from '@rostrum/protocol/operations';
import type uPlot from 'uplot';
import type { PlotTheme } from './plot-theme.ts';
import { labelsThatFit, markLabel, markTone } from './pure/mark-words.ts';

const GAP = 4;

/** A line for each thing that happened, and its label where there is room for it; in the canvas's own pixels. */
export function drawMarks(plot: uPlot, marks: readonly Mark[], theme: PlotTheme): void {
  const { ctx, bbox } = plot;
  const { left, top, width, height } = bbox;
  const right = left + width;
  const ratio = devicePixelRatio;
  const colours = { bad: theme.bad, good: theme.good, plain: theme.ink };
  const drawn = marks
    .map((mark) => ({ mark, x: Math.round(plot.valToPos(mark.at, 'x', true)) }))
    .filter(({ x }) => x >= left && x <= right);

  ctx.save();
  ctx.font = theme.font.replace('12px', `${11 * ratio}px`);
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.lineWidth = ratio;
  ctx.setLineDash([3 * ratio, 3 * ratio]);
  const labels = drawn.map(({ mark }) => markLabel(mark));
  const fits = labelsThatFit(
    drawn.map(({ x }, i) => ({ x, width: ctx.measureText(labels[i] ?? '').width + 2 * GAP * ratio })),
    right,
  );
  for (const [i, { mark, x }] of drawn.entries()) {
    ctx.strokeStyle = ctx.fillStyle = colours[markTone(mark)];
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    if (fits[i]) ctx.fillText(labels[i] ?? '', x + GAP * ratio, top + GAP * ratio);
  }
  ctx.restore();
}
