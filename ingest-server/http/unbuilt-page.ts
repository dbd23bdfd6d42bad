/** What stands where a page would be that nobody built yet. */
export function unbuiltPage(page: 'viewer' | 'dashboard'): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Rostrum: this page is not built yet</title>
  </head>
  <body>
    <h1>The ${page} page is not built yet</h1>
    <p>The server runs. Build its pages with <code>npm run setup</code> in Rostrum’s folder, then reload this page.</p>
  </body>
</html>
`;
}
