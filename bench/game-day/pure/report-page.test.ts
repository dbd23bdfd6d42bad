import { describe, expect, it } from 'vitest';
import { reportPage } from './report-page.ts';
import type { Report, Second } from './report.ts';

const second = (atS: number): Second => ({
  ...{ atS, inside: 100, chatP95Ms: 40, delayP50Ms: 1_200, delayP95Ms: 1_400, standing: 0, requests: 1_600 },
  ...{
    megabytes: 9,
    errors: 0,
    cpu: { server: 0.3, transcoder: 0.1, media: 0 },
    memoryMb: 210,
    machineCpu: 1.1,
  },
});

const report: Report = {
  ...{ startedAt: Date.parse('2026-11-21T10:00:00Z'), lastedS: 60, passed: false },
  rows: [
    { what: 'A chat message reaches everybody', target: '95 % within 100 ms', seen: '71 ms', is: 'pass' },
    { what: 'Every answer <counts> once', target: 'once', seen: 'twice', is: 'miss' },
    { what: 'The message broker goes away', seen: 'not tried', is: 'left-out', why: 'There is none.' },
  ],
  faults: [{ kind: 'server', atS: 30, mendedS: 32.5, calmS: 38, figures: { 'back, 95 % (ms)': 5_012.4 } }],
  problems: [['joining: nobody let <them> in', 3]],
  seconds: [second(0), second(1), { ...second(2), chatP95Ms: null, cpu: null }],
  settings: {
    ...{ students: 100, minutes: 1, seed: 1, share: '1/1', servers: [], database: 'PGlite' },
    watching: { parts: 60, segments: 20, sound: 10, nothing: 10, requestsPerS: 1_010 },
    programme: '640×360 at 30 frames, H.264 only',
  },
  machine: {
    ...{
      cores: 2,
      processor: 'A & B',
      memoryGb: 8,
      system: 'Linux 6',
      node: 'v24',
      ffmpeg: '5.1',
      version: '0.1.0',
    },
  },
};
const page = reportPage(report);

describe('a report', () => {
  it('says first what came of it, and what was done', () => {
    expect(page).toContain('Not passed: 1 target was missed.');
    expect(page).toContain('60 watched as the page does');
    expect(page).toContain('20 watched in whole segments');
    expect(page).toContain('10 listened to the sound alone');
    expect(page).toContain('1 thing was broken on purpose');
    expect(page).toContain('10 took part without fetching media');
    expect(reportPage({ ...report, passed: true })).toContain('Passed: every target that could be looked at');
    const order = ['Verdict', 'What broke', 'What students felt', 'How to read', 'Machine and settings'];
    const places = order.map((heading) => page.indexOf(`<h2>${heading}`));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('tells each target, and why something was left out', () => {
    expect(page).toContain('Every answer &lt;counts&gt; once');
    expect(page).toContain('<span class="state">MISSED</span>');
    expect(page).toContain('There is none.');
  });

  it('tells what was broken, for how long, and marks it in every plot', () => {
    expect(page).toContain('server killed');
    expect(page).toContain(
      '<td class="number">2.5 s</td><td class="number">8.0 s</td><td>back, 95 % (ms): 5012</td>',
    );
    expect(page.match(/<rect class="span"/g)).toHaveLength(page.match(/<svg /g)?.length ?? 0);
    expect(reportPage({ ...report, faults: [] })).toContain('Nothing was broken on purpose.');
  });

  it('tells what went wrong on the way, if anything did', () => {
    expect(page).toContain('<li>3 × joining: nobody let &lt;them&gt; in</li>');
    expect(reportPage({ ...report, problems: [] })).not.toContain('told on the way');
  });

  it('says why something did not become as it was before', () => {
    const faults = report.faults.map((fault) => ({ ...fault, trouble: 'not <ready> after 30 s' }));
    const told = reportPage({ ...report, faults });
    expect(told).toContain('not &lt;ready&gt; after 30 s');
    expect(told).toContain('<td class="number">not in time</td><td class="number">–</td>');
  });

  it('says nothing of a figure that is none', () => {
    const faults = report.faults.map((fault) => ({ ...fault, figures: { 'back (ms)': Number.NaN } }));
    expect(reportPage({ ...report, faults })).not.toContain('back (ms)');
  });

  it('needs nothing from anywhere, and holds no number that is none', () => {
    expect(page).not.toMatch(/<script|<link|https?:\/\/|url\(/);
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('undefined');
    expect(page).toContain('A &amp; B');
  });
});
