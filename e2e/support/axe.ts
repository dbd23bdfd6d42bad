import type { Page } from '@playwright/test';
import axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  id: string;
  help: string;
  nodes: readonly { target: readonly unknown[]; failureSummary?: string }[];
}

interface AxeWindow extends Window {
  axe: { run(context: Document, options: object): Promise<{ violations: Violation[] }> };
}

/** What axe finds wrong with the page as it is now, a line each. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Not by a script element: the pages' own policy lets none in.
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    // A colour on its way between light and dark is nobody's fault, and lasts a moment.
    const onTheirWay = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(onTheirWay.map(({ finished }) => finished));
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
      runOnly: { type: 'tag', values: rules },
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')}: ${failureSummary ?? ''}`,
      ),
    );
  }, RULES);
}
