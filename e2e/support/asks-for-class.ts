import type { Page } from '@playwright/test';

/** Its pages come without the answer that they usually have with them: they ask for their class, and what is asked can be caught. */
export async function asksForItsClass(page: Page): Promise<void> {
  await page.route(/\/c\/[^/]+(\/recordings.*)?$/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      /<script type="application\/json" id="ahead">.*?<\/script>/,
      '',
    );
    await route.fulfill({ response: answer, body });
  });
}
