/** What a page would ask for first, and how it would be answered. */
export interface Answered {
  readonly url: string;
  readonly status: number;
  readonly body: object;
}

/**
 * The page with its first question answered in it, for `viewer-web/entry/ahead.ts` to find. It is data and no script:
 * the page’s policy has nothing to say of it.
 */
export function pageWithAnswer(page: string, { url, status, body }: Answered): string {
  // Whatever a class is called, its title must not end the element.
  const json = JSON.stringify({ url, status, body }).replaceAll('<', '\\u003c');
  const element = `<script type="application/json" id="ahead">${json}</script>`;
  // By a function: a title may hold what a replacement would take for a sign.
  return page.replace('</head>', () => `${element}</head>`);
}
