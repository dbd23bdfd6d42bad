import { describe, expect, it } from 'vitest';
import { alertKinds, alertWords } from './index.ts';

describe('the words of an alert', () => {
  it.each(alertKinds)(
    '%s: say what it is, what it means and what to do, in that order and shortly',
    (kind) => {
      const { title, means, todo, runbook } = alertWords({ kind, figures: {} });
      expect(title.length).toBeLessThanOrEqual(60);
      expect(title).not.toMatch(/\.$/);
      expect(means).toMatch(/\.$/);
      expect(todo.length).toBeGreaterThanOrEqual(2);
      expect(todo.length).toBeLessThanOrEqual(3);
      for (const step of todo) expect(step).toMatch(/[.?]$/);
      expect(runbook).toBe(`docs/admin/alerts.md#${kind}`);
    },
  );

  it('are with the figures: whole where they are large, to a tenth where they are small', () => {
    const title = (lossPct: number) => alertWords({ kind: 'loss-high', figures: { lossPct } }).title;
    expect([7.24, 7, 12.34].map(title)).toEqual([
      '7.2 % of what the studio sends is lost',
      '7 % of what the studio sends is lost',
      '12 % of what the studio sends is lost',
    ]);
  });

  it('have a mark where something was not measured', () => {
    expect(alertWords({ kind: 'silence', figures: {} }).title).toBe('Silent for ? s');
  });

  it.each([
    [{}, 'Whoever comes now sees our own still picture in place of the lecture.'],
    [{ here: 0 }, 'Whoever comes now sees our own still picture in place of the lecture.'],
    [{ here: 1 }, 'One person sees our own still picture in place of the lecture.'],
    [{ here: 142 }, '142 people see our own still picture in place of the lecture.'],
  ])('count people as one does: %o', (figures, means) => {
    expect(alertWords({ kind: 'nothing-comes-in', figures }).means).toBe(means);
  });

  it.each([
    [undefined, 'The certificate ends soon'],
    [13.9, 'The certificate ends in 13 days'],
    [1.2, 'The certificate ends in one day'],
    [0.4, 'The certificate ends today'],
    [-0.1, 'The certificate has ended'],
  ])('count days as one does: %s', (days, title) => {
    const figures: Record<string, number> = days === undefined ? {} : { days };
    expect(alertWords({ kind: 'certificate-old', figures }).title).toBe(title);
  });

  it('say how often it came and went, where that is often', () => {
    const { means } = alertWords({ kind: 'silence', figures: { forS: 7, times: 4 } });
    expect(means).toBe(
      'Students hear nothing at all, not even the room. It has come and gone 4 times within five minutes.',
    );
  });
});
