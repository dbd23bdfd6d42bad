import { expect, it } from 'vitest';
import { attachmentNamed } from './content-disposition.ts';

it.each([
  ['notes.pdf', `attachment; filename="notes.pdf"; filename*=UTF-8''notes.pdf`],
  ['Übung 1', `attachment; filename="_bung 1"; filename*=UTF-8''%C3%9Cbung%201`],
  ['a"; x="\r\nb', `attachment; filename="a_; x=___b"; filename*=UTF-8''a%22%3B%20x%3D%22%0D%0Ab`],
  ["it's (1)*", `attachment; filename="it's (1)*"; filename*=UTF-8''it%27s%20%281%29%2A`],
  ['../../etc', `attachment; filename=".._.._etc"; filename*=UTF-8''..%2F..%2Fetc`],
  ['\ud800', `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
])('%j is saved as %s', (title, header) => {
  expect(attachmentNamed(title)).toBe(header);
});
