/** Behind an RTP header without anything optional, as FFmpeg writes it. */
const PAYLOAD_AT = 12;
const IDR = 5;
const PARAMETERS = [7, 8];
/** Several units in one packet, and one unit in several (RFC 6184 5.7.1 and 5.8). */
const STAP_A = 24;
const FU_A = 28;

/** Whether a packet carries a piece of an H.264 key frame, or what has to be known to decode one. */
export function isOfKeyFrame(packet: Buffer): boolean {
  const type = typeAt(packet, PAYLOAD_AT);
  if (type === FU_A) return typeAt(packet, PAYLOAD_AT + 1) === IDR;
  if (type !== STAP_A) return isKey(type);
  for (let at = PAYLOAD_AT + 1; at + 2 < packet.length; at += 2 + packet.readUInt16BE(at)) {
    if (isKey(typeAt(packet, at + 2))) return true;
  }
  return false;
}

function typeAt(packet: Buffer, at: number): number {
  return (packet[at] ?? 0) & 0x1f;
}

function isKey(type: number): boolean {
  return type === IDR || PARAMETERS.includes(type);
}
