import { expect, it } from 'vitest';
import { TestClass, ada, prof, tutor } from '../../test-class.ts';

it('staff say in which language a class is captioned, or that it isn’t', () => {
  const its = new TestClass();
  const choose = (language?: string) =>
    ({ type: 'captions.choose', ...(language === undefined ? {} : { language }) }) as const;
  expect(its.does(ada, choose('en'))).toBe('not-allowed');
  expect([its.does(tutor, choose('en')), its.does(prof, choose('en'))]).toEqual([['captions.chosen'], []]);
  expect(its.state.captions).toEqual({ is: 'on', language: 'en' });
  expect([its.does(prof, choose()), its.does(prof, choose())]).toEqual([['captions.chosen'], []]);
  expect(its.state.captions).toEqual({ is: 'off' });
});
