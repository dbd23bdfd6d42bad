import type { Page } from '@playwright/test';
import { GatewayClient } from '@rostrum/protocol/client';
import { SESSION_HEADER, encoderKeySchema, sessionSchema } from '@rostrum/protocol/http';
import * as v from 'valibot';

/** A page that stands for a program which speaks WHIP or WHEP: plain WebRTC and HTTP, nothing of ours. */
interface ProgramWindow extends Window {
  peer?: RTCPeerConnection;
}

export interface Answered {
  readonly status: number;
  readonly location: string;
  readonly tag: string;
  readonly text: string;
}

/** An address of this server where a page may stand that is not one of its pages. */
export const NOWHERE = '/healthz';

/** What an instructor types into an encoder, asked for as the studio would. */
export async function makeEncoderKey(
  origin: string,
  studioLink: string,
): Promise<{ path: string; key: string }> {
  const link = new URL(studioLink).searchParams.get('key');
  const signedIn = await fetch(`${origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [SESSION_HEADER]: 'body' },
    body: JSON.stringify({ key: link }),
  });
  const { token, classId } = v.parse(sessionSchema, await signedIn.json());
  const made = await fetch(`${origin}/api/classes/${classId}/whip`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  const { path, token: key } = v.parse(encoderKeySchema, await made.json());
  return { path, key };
}

/** What the class's own page is told of its programme. */
export async function streamAsTold(origin: string, token: string): Promise<GatewayClient['room']['stream']> {
  const told = Promise.withResolvers<void>();
  const client = new GatewayClient({
    token,
    random: Math.random,
    clock: { now: () => Date.now(), after: () => () => undefined },
    onChange: () => queueMicrotask(() => client.status.is === 'open' && told.resolve()),
    openSocket: ({ handleOpen, handleMessage, handleClose }) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`);
      socket.addEventListener('open', handleOpen);
      socket.addEventListener('message', (event) => handleMessage(event.data));
      socket.addEventListener('close', ({ code }) => handleClose(code));
      return { send: (data) => socket.send(data), close: () => socket.close() };
    },
  });
  await told.promise;
  const { stream } = client.room;
  client.close();
  return stream;
}

/** Sends a green picture, in which something moves, and the sound of Chromium's own microphone. */
export function publish(
  page: Page,
  path: string,
  key: string,
  layers: readonly string[] = [],
): Promise<Answered> {
  return page.evaluate(publishInPage, { path, key, layers });
}

/** Shows what it gets in a video element. */
export function watch(page: Page, path: string, token: string): Promise<Answered> {
  return page.evaluate(watchInPage, { path, token });
}

/** Credentials of its own anew, and the server's in their place (RFC 9725 4.3.3). */
export function restartIce(page: Page, location: string, key: string): Promise<Answered> {
  return page.evaluate(restartInPage, { location, key });
}

export function connection(page: Page): Promise<string> {
  return page.evaluate(() => (window as ProgramWindow).peer?.connectionState ?? 'none');
}

/** How much has come in, of both kinds. */
export function received(page: Page): Promise<{ frames: number; soundBytes: number }> {
  return page.evaluate(async () => {
    const report = await (window as ProgramWindow).peer?.getStats();
    const all = [...(report?.values() ?? [])] as Record<string, unknown>[];
    const inbound = (kind: string) =>
      all.find((each) => each['type'] === 'inbound-rtp' && each['kind'] === kind);
    return {
      frames: Number(inbound('video')?.['framesDecoded'] ?? 0),
      soundBytes: Number(inbound('audio')?.['bytesReceived'] ?? 0),
    };
  });
}

/** The colour in the middle of a video element, from 0 to 255 each. */
export function colourOf(
  page: Page,
  selector: string,
): Promise<{ red: number; green: number; blue: number }> {
  return page.evaluate((selected) => {
    const video = document.querySelector<HTMLVideoElement>(selected);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [8, 8];
    const context = canvas.getContext('2d');
    if (!video || !context || video.videoWidth === 0) return { red: 0, green: 0, blue: 0 };
    context.drawImage(video, video.videoWidth / 2, video.videoHeight / 2, 8, 8, 0, 0, 8, 8);
    const [red = 0, green = 0, blue = 0] = context.getImageData(4, 4, 1, 1).data;
    return { red, green, blue };
  }, selector);
}

// These run in the page: everything they use must be inside them.

async function publishInPage(sent: {
  path: string;
  key: string;
  layers: readonly string[];
}): Promise<Answered> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 360];
  const context = canvas.getContext('2d', { alpha: false });
  let frame = 0;
  setInterval(() => {
    if (!context) return;
    context.fillStyle = 'rgb(0 160 0)';
    context.fillRect(0, 0, 640, 360);
    context.fillStyle = 'white';
    context.fillRect((frame += 4) % 640, 20, 40, 40);
  }, 33);
  const [picture] = canvas.captureStream(30).getVideoTracks();
  const [sound] = (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks();
  if (!picture || !sound) throw new Error('there is nothing to send');
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  (window as ProgramWindow).peer = peer;
  const sizes = sent.layers.map((rid, i) => ({
    rid,
    scaleResolutionDownBy: 2 ** (sent.layers.length - 1 - i),
  }));
  peer.addTransceiver(sound, { direction: 'sendonly' });
  peer.addTransceiver(picture, {
    direction: 'sendonly',
    ...(sizes.length > 0 ? { sendEncodings: sizes } : {}),
  });
  await peer.setLocalDescription();
  const response = await fetch(sent.path, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', authorization: `Bearer ${sent.key}` },
    body: peer.localDescription?.sdp ?? '',
  });
  const text = await response.text();
  if (response.ok) await peer.setRemoteDescription({ type: 'answer', sdp: text });
  const header = (name: string) => response.headers.get(name) ?? '';
  return { status: response.status, location: header('location'), tag: header('etag'), text };
}

async function watchInPage(asked: { path: string; token: string }): Promise<Answered> {
  const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  (window as ProgramWindow).peer = peer;
  const video = document.createElement('video');
  [video.autoplay, video.muted, video.id] = [true, true, 'received'];
  const stream = new MediaStream();
  video.srcObject = stream;
  document.body.append(video);
  peer.addEventListener('track', ({ track }) => stream.addTrack(track));
  peer.addTransceiver('audio', { direction: 'recvonly' });
  peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription();
  const response = await fetch(asked.path, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp', authorization: `Bearer ${asked.token}` },
    body: peer.localDescription?.sdp ?? '',
  });
  const text = await response.text();
  if (response.ok) await peer.setRemoteDescription({ type: 'answer', sdp: text });
  const header = (name: string) => response.headers.get(name) ?? '';
  return { status: response.status, location: header('location'), tag: header('etag'), text };
}

async function restartInPage({ location, key }: { location: string; key: string }): Promise<Answered> {
  const { peer } = window as ProgramWindow;
  if (!peer?.remoteDescription) throw new Error('there is no connection');
  const before = peer.remoteDescription.sdp;
  const valueOf = (sdp: string, name: string) => new RegExp(`a=${name}:(\\S+)`).exec(sdp)?.[1] ?? '';
  await peer.setLocalDescription(await peer.createOffer({ iceRestart: true }));
  const ours = peer.localDescription?.sdp ?? '';
  const response = await fetch(location, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/trickle-ice-sdpfrag',
      'if-match': '*',
      authorization: `Bearer ${key}`,
    },
    body: `a=ice-ufrag:${valueOf(ours, 'ice-ufrag')}\r\na=ice-pwd:${valueOf(ours, 'ice-pwd')}\r\n`,
  });
  const text = await response.text();
  if (response.ok) {
    const sdp = before
      .replaceAll(`a=ice-ufrag:${valueOf(before, 'ice-ufrag')}`, `a=ice-ufrag:${valueOf(text, 'ice-ufrag')}`)
      .replaceAll(`a=ice-pwd:${valueOf(before, 'ice-pwd')}`, `a=ice-pwd:${valueOf(text, 'ice-pwd')}`);
    await peer.setRemoteDescription({ type: 'answer', sdp });
  }
  return { status: response.status, location, tag: response.headers.get('etag') ?? '', text };
}
