import { describe, expect, it } from 'vitest';
import { readPreferences } from './preferences.ts';

const first = readPreferences(undefined);

describe('how somebody likes to watch', () => {
  it('is as it comes where nothing was kept', () => {
    expect(first).toEqual({
      ...{ quality: 'auto', volume: 1, isMuted: false, areLettersOn: true },
      ...{ areCaptionsOn: false, captionLanguage: '', captionSize: 'normal', captionContrast: 'black' },
    });
  });

  it('is what was chosen', () => {
    const chosen = { ...first, quality: 540, areCaptionsOn: true, captionLanguage: 'de', volume: 0.4 };
    expect(readPreferences(JSON.stringify(chosen))).toEqual(chosen);
    expect(readPreferences('{"quality":"sound"}')).toEqual({ ...first, quality: 'sound' });
  });

  it.each([
    '',
    'nonsense',
    '[]',
    'null',
    '7',
    '{"quality":-1,"volume":3,"captionSize":"huge","isMuted":"no"}',
  ])('is as it comes where %s was kept', (kept) => {
    expect(readPreferences(kept)).toEqual(first);
  });
});
