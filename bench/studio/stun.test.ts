import { expect, it } from 'vitest';
import { bindingRequest, isStun, sealed } from './stun.ts';

// RFC 5769 2.1, up to its integrity.
const message = Buffer.from(
  [
    '000100582112a442b7e7a701bc34d686fa87dfae',
    '802200105354554e207465737420636c69656e74',
    '002400046e0001ff',
    '80290008932ff9b151263b36',
    '000600096576746a3a68367659202020',
  ].join(''),
  'hex',
);

it('is signed as the RFC’s own example is', () => {
  const whole = sealed(message, 'VOkJxbRl1RmTxUk/WvJxBt');
  expect(whole.subarray(0, message.length)).toEqual(message);
  expect(whole.subarray(message.length).toString('hex')).toBe(
    '000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf',
  );
});

it('names whom it asks first, and says its own length', () => {
  const request = bindingRequest({ usernameFragment: 'there', password: 'secret' }, 'here');
  expect(isStun(request)).toBe(true);
  expect(request.readUInt16BE(2)).toBe(request.length - 20);
  expect(request.length % 4).toBe(0);
  expect(request.toString('latin1')).toContain('there:here');
});

it('is told apart from DTLS and RTP', () => {
  expect([[0], [22], [128], []].map((bytes) => isStun(Buffer.from(bytes)))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
