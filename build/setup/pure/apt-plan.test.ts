import { describe, expect, it } from 'vitest';
import { planApt, readAptStatus } from './apt-plan.mjs';

describe('the plan for apt', () => {
  it('is none when nothing is wanted', () => {
    expect(planApt([])).toBeNull();
    expect(planApt([[], []])).toBeNull();
  });

  it('names each package once, in one transaction, without recommendations or questions', () => {
    const plan = planApt([['g++', 'make'], ['ffmpeg'], ['make']]);
    expect(plan?.packages).toEqual(['ffmpeg', 'g++', 'make']);
    expect(plan?.install.slice(-4)).toEqual(['--no-install-recommends', 'ffmpeg', 'g++', 'make']);
    expect(plan?.install).toContain('--yes');
    expect(plan?.environment).toMatchObject({ DEBIAN_FRONTEND: 'noninteractive' });
  });
});

it.each([
  ['dlstatus:1:12.34:Retrieving file 1 of 30', 'downloading 12 %'],
  ['pmstatus:ffmpeg:41.6:Unpacking ffmpeg (amd64)', 'installing 42 %'],
  ['pmstatus:libuv1:amd64:80.0:Configuring libuv1', 'installing 80 %'],
  ['pmerror:ffmpeg:10:trouble', null],
])("apt's status line %j reads as %j", (line, words) => {
  expect(readAptStatus(line)).toBe(words);
});
