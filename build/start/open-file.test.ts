import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOpenFile } from './open-file.ts';
import { redirectPage } from './pure/redirect-page.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rostrum-open-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the file that a browser is told to open', () => {
  it('leads to the address, which its own address doesn’t tell', () => {
    const address = writeOpenFile(
      path.join(folder, 'open.html'),
      'http://localhost:4410/?demo&fps=30#key=secret',
    );
    expect(address).toMatch(/^file:.*open\.html$/);
    const page = readFileSync(fileURLToPath(address), 'utf8');
    expect(page).toContain('location.replace("http://localhost:4410/?demo&fps=30#key=secret")');
  });

  it('can be read by this user only, even where an older one could by all', (context) => {
    context.skip(process.platform === 'win32', 'needs POSIX modes');
    const file = path.join(folder, 'open.html');
    writeFileSync(file, 'old', { mode: 0o666 });
    writeOpenFile(file, 'http://localhost/#key=secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });
});

it('nothing in an address ends the page’s script', () => {
  expect(redirectPage('http://x/#</script><b>')).not.toContain('</script><b>');
});
