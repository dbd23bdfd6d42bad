/** A page that leads on at once; replaced, so that the way back doesn't come by here. */
export function redirectPage(url: string): string {
  const address = JSON.stringify(url).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><title>Rostrum</title><script>location.replace(${address})</script>\n`;
}
