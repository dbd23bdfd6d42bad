/** An RTP stream as it was agreed with its sender. */
export interface RtpFormat {
  kind: 'audio' | 'video';
  /** "video/H264", "audio/opus" */
  mimeType: string;
  payloadType: number;
  clockRate: number;
  channels?: number;
  formatParameters: Readonly<Record<string, string | number>>;
}

export interface RtpReceiver {
  format: RtpFormat;
  rtpPort: number;
  rtcpPort: number;
}

/**
 * Tells FFmpeg which ports carry what (RFC 8866; the RTCP port by RFC 3605). Sound stands first: FFmpeg asks the ports
 * in this order and reads from the first that has something, and one that is behind with the picture, whose port is
 * never empty then, would not come to the sound at all.
 */
export function describeSession(address: string, receivers: readonly RtpReceiver[]): string {
  const lines = ['v=0', `o=- 0 0 IN IP4 ${address}`, 's=rostrum', `c=IN IP4 ${address}`, 't=0 0'];
  const soundFirst = [...receivers].sort((a, b) => a.format.kind.localeCompare(b.format.kind));
  for (const { format, rtpPort, rtcpPort } of soundFirst) {
    const { payloadType } = format;
    const encoding = format.mimeType.split('/')[1] ?? format.mimeType;
    const channels = format.channels && format.channels > 1 ? `/${format.channels}` : '';
    lines.push(
      `m=${format.kind} ${rtpPort} RTP/AVP ${payloadType}`,
      `a=rtcp:${rtcpPort}`,
      `a=rtpmap:${payloadType} ${encoding}/${format.clockRate}${channels}`,
    );
    const parameters = Object.entries(format.formatParameters).map(([key, value]) => `${key}=${value}`);
    if (parameters.length > 0) lines.push(`a=fmtp:${payloadType} ${parameters.join(';')}`);
    lines.push('a=recvonly');
  }
  return [...lines, ''].join('\r\n');
}
