import { spawn } from 'node:child_process';
import { type Socket, createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Feed, RtpPorts } from '../feed.ts';
import type { RtpFormat } from '../pure/sdp.ts';
import { ffmpeg } from './programs.ts';

// The right half is white for a tenth of every second, black else; the tone sounds while it is white.
const half = 'x=iw/2:y=0:w=iw/2:h=ih:t=fill';
const picture = `testsrc2=s=960x540:r=30,drawbox=${half}:color=black,drawbox=${half}:color=white:enable='lt(mod(t,1),0.1)'`;
const sound = "sine=1000:r=48000,volume=0:enable='gte(mod(t,1),0.1)'";

/** Where flashes can be looked for. */
export const flashingPart = 'crop=iw/4:ih/2:iw*5/8:ih/4';

export const videoFormat: RtpFormat = {
  ...{ kind: 'video', mimeType: 'video/H264', payloadType: 102, clockRate: 90_000 },
  formatParameters: { 'packetization-mode': 1 },
};
export const audioFormat: RtpFormat = {
  ...{ kind: 'audio', mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 },
  formatParameters: {},
};

export const studioPicture = { width: 960, height: 540, framesPerSecond: 30 };

export interface Studio {
  video: Feed;
  audio: Feed;
  /** How often a feed was opened. */
  readonly opened: number;
  /** Whether packets of this kind come; at first they do. */
  send(kind: 'video' | 'audio', comes: boolean): void;
  /** Packets of this kind come, and whoever takes them now gets no more of them. */
  deafen(kind: 'video' | 'audio'): void;
  close(): void;
}

/** What it sends, as FFmpeg makes it; else picture and sound that flash once a second. */
export interface StudioMedia {
  readonly picture?: string;
  readonly sound?: string;
}

/** A real encoder that sends picture and sound all the time; its feeds pass on what comes, as an SFU would. */
export async function startStudio(media: StudioMedia = {}): Promise<Studio> {
  if (!ffmpeg) throw new Error('there is no FFmpeg to send with');
  const [video, audio] = await Promise.all([openRelay(videoFormat), openRelay(audioFormat)]);
  const sender = spawn(
    ffmpeg.path,
    [
      ...['-v', 'fatal', '-nostdin', '-re', '-f', 'lavfi', '-i', media.picture ?? picture],
      ...['-re', '-f', 'lavfi', '-i', media.sound ?? sound],
      ...[
        '-map',
        '0:v',
        '-c:v',
        'libx264',
        '-preset',
        'ultrafast',
        '-tune',
        'zerolatency',
        '-pix_fmt',
        'yuv420p',
      ],
      // A key frame twice a second, since nobody can ask this sender for one.
      ...['-g', '15', '-b:v', '1000k', ...output(videoFormat, video)],
      ...['-map', '1:a', '-ac', '2', '-c:a', 'libopus', '-b:a', '64k', ...output(audioFormat, audio)],
    ],
    // Its session description, which it prints to stdout, is known already.
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return {
    video: video.feed,
    audio: audio.feed,
    get opened() {
      return video.opened() + audio.opened();
    },
    send(kind, comes) {
      (kind === 'video' ? video : audio).send(comes);
    },
    deafen(kind) {
      (kind === 'video' ? video : audio).deafen();
    },
    close() {
      sender.kill('SIGKILL');
      video.close();
      audio.close();
    },
  };
}

interface Relay {
  feed: Feed;
  rtpPort: number;
  rtcpPort: number;
  opened(): number;
  send(comes: boolean): void;
  deafen(): void;
  close(): void;
}

function output({ payloadType }: RtpFormat, { rtpPort, rtcpPort }: Relay): string[] {
  const address = `rtp://127.0.0.1:${rtpPort}?rtcpport=${rtcpPort}&pkt_size=1200`;
  return ['-f', 'rtp', '-payload_type', String(payloadType), address];
}

// The sender's reports are kept back: FFmpeg dates them by when it began, not by its samples. Without them both streams
// are dated by their arrival.
async function openRelay(format: RtpFormat): Promise<Relay> {
  const targets = new Set<RtpPorts>();
  let opened = 0;
  let packets = 0;
  let comes = true;
  const [rtp, rtcp] = await Promise.all([listen(), listen()]);
  rtp.on('message', (packet) => {
    if (!comes) return;
    packets += 1;
    for (const { address, rtpPort } of targets) rtp.send(packet, rtpPort, address);
  });
  return {
    feed: {
      format,
      receivedPackets: () => Promise.resolve(packets),
      open(ports) {
        opened += 1;
        targets.add(ports);
        return Promise.resolve({
          requestKeyFrame: () => Promise.resolve(),
          close: () => void targets.delete(ports),
        });
      },
    },
    rtpPort: rtp.address().port,
    rtcpPort: rtcp.address().port,
    opened: () => opened,
    send: (now) => (comes = now),
    deafen: () => targets.clear(),
    close() {
      rtp.close();
      rtcp.close();
    },
  };
}

async function listen(): Promise<Socket> {
  const socket = createSocket('udp4');
  const listening = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await listening;
  return socket;
}
