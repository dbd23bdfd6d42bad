import type { types } from 'mediasoup';

/**
 * What a class's router speaks, the best first: every browser and encoder has H.264, and FFmpeg decodes it cheapest.
 * Whether the transcoder reads the others too is asked when they come (RFC 7742 has a browser speak the first two).
 * 42e01f is what all WebRTC stacks accept; level asymmetry lets a sender go above its level.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90_000 },
];
