import { alertKinds } from '@rostrum/protocol/operations';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = await readFile(join(import.meta.dirname, '../../../docs/admin/alerts.md'), 'utf8');
const parts = ['Students notice', 'It means', 'To check', 'To do', 'It is over'];

describe('the runbook', () => {
  it.each(alertKinds)('says of %s what students notice, what to do, and when it is over', (kind) => {
    const [, section = ''] = page.split(`<a id="${kind}"></a>`);
    const [text = ''] = section.split('<a id="');
    expect(text).toMatch(/^\n\n### \S/);
    for (const part of parts) expect(text).toContain(`**${part}`);
  });

  it('has no section of what can’t be raised', () => {
    const ids = [...page.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id);
    expect(new Set(ids)).toEqual(new Set(alertKinds));
  });
});
