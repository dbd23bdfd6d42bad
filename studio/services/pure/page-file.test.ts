import { describe, expect, it } from 'vitest';
import { contentType, pageFile } from './page-file.ts';

describe('the file for a path', () => {
  it.each([
    ['/', 'index.html'],
    ['/index.html', 'index.html'],
    ['/assets/index-DFXT_LXo.css', 'assets/index-DFXT_LXo.css'],
    ['/favicon.svg', 'favicon.svg'],
  ])('%s is %s', (path, file) => {
    expect(pageFile(path)).toBe(file);
  });

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets%5c..%5csecret',
    '//etc/passwd',
    '/.env',
    '/assets/',
    '/C:/Windows/win.ini',
    '/%00',
    '/%zz',
  ])('%s is none', (path) => {
    expect(pageFile(path)).toBeUndefined();
  });

  it('is served as what it is', () => {
    expect(contentType('index.html')).toBe('text/html; charset=utf-8');
    expect(contentType('assets/worker-BNVWcfrV.js')).toBe('text/javascript; charset=utf-8');
    expect(contentType('odd')).toBe('application/octet-stream');
  });
});
