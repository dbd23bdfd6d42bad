import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

// As much of STUN (RFC 8489) as ICE (RFC 8445) needs to be let in by a lite agent: checks that it answers.

const BINDING_REQUEST = 0x0001;
const MAGIC_COOKIE = 0x2112a442;
const HEADER_BYTES = 20;
const FINGERPRINT_XOR = 0x5354554e;
const attribute = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  priority: 0x0024,
  useCandidate: 0x0025,
  fingerprint: 0x8028,
  iceControlling: 0x802a,
} as const;
const INTEGRITY_BYTES = 4 + 20;
const FINGERPRINT_BYTES = 4 + 4;
/** Of a peer-reflexive candidate on the first component, as RFC 8445 5.1.2.1 counts it. */
const PRIORITY = (110 << 24) | (65_535 << 8) | 255;

/** STUN shares its port with DTLS and RTP: by the first byte it is told apart (RFC 7983). */
export function isStun(packet: Buffer): boolean {
  return (packet[0] ?? 255) <= 3;
}

/** Asks to use this pair. `to` answers under its own name and password. */
export function bindingRequest(to: { usernameFragment: string; password: string }, from: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(MAGIC_COOKIE, 4);
  randomBytes(12).copy(header, 8);
  const priority = Buffer.alloc(4);
  priority.writeUInt32BE(PRIORITY >>> 0, 0);
  return sealed(
    Buffer.concat([
      header,
      attributeOf(attribute.username, Buffer.from(`${to.usernameFragment}:${from}`)),
      attributeOf(attribute.priority, priority),
      attributeOf(attribute.iceControlling, randomBytes(8)),
      attributeOf(attribute.useCandidate, Buffer.alloc(0)),
    ]),
    to.password,
  );
}

/** With its integrity and fingerprint behind it (RFC 8489 14.5 and 14.7). */
export function sealed(message: Buffer, password: string): Buffer {
  const signed = withLength(message, message.length - HEADER_BYTES + INTEGRITY_BYTES);
  const integrity = createHmac('sha1', password).update(signed).digest();
  const whole = Buffer.concat([signed, attributeOf(attribute.messageIntegrity, integrity)]);
  const summed = withLength(whole, whole.length - HEADER_BYTES + FINGERPRINT_BYTES);
  const fingerprint = Buffer.alloc(4);
  fingerprint.writeUInt32BE((crc32(summed) ^ FINGERPRINT_XOR) >>> 0, 0);
  return Buffer.concat([summed, attributeOf(attribute.fingerprint, fingerprint)]);
}

function withLength(message: Buffer, bytes: number): Buffer {
  const copy = Buffer.from(message);
  copy.writeUInt16BE(bytes, 2);
  return copy;
}

/** Filled up to a multiple of four. */
function attributeOf(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}
