/** The built page's file for a request's path, relative to the page's folder; undefined for what can't be one. */
export function pageFile(urlPath: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
  if (path === '/' || path === '') return 'index.html';
  const names = path.replace(/^\//, '').split('/');
  // Every name must be one that Vite writes: this leaves no room for '..', drives, backslashes or hidden files.
  return names.every((name) => /^[\w-][\w.-]*$/.test(name)) ? names.join('/') : undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

export function contentType(file: string): string {
  return TYPES[file.slice(file.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}
