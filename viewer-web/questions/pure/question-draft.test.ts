import { expect, test } from 'vitest';
import { noDraft, readDraft } from './question-draft.ts';

test.each([
  [
    'as it was kept, and still without a name',
    '{"text":"Why?","anonymous":true}',
    { text: 'Why?', anonymous: true },
  ],
  ['none where none was kept', undefined, noDraft],
  ['none where it can’t be read', '{', noDraft],
  ['none where it is not known whether it has a name', '{"text":"Why?"}', noDraft],
  ['none where it is longer than a question', `{"text":"${'x'.repeat(1_001)}","anonymous":true}`, noDraft],
])('a draft is %s', (_, kept, draft) => {
  expect(readDraft(kept)).toEqual(draft);
});
