import { type Role, refuse } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import { randomBytes } from 'node:crypto';
import type { MediaDesk, MediaReply, MediaSession } from '../../room/index.ts';
import { agreeOnPublishing } from './pure/publishing.ts';
import { readOffer } from './read-offer.ts';
import { type Opened, answerOver, notOpened, unreadableOffer } from './reply.ts';
import type { ReplacedEncoders } from './replaced-encoders.ts';
import type { Holder, Sessions } from './sessions.ts';

/** Something that sends a class's programme in the name of one of its staff. */
export interface Encoder extends Holder {
  readonly role: Role;
}

export interface PublishOptions {
  readonly sessions: Sessions;
  readonly replaced: ReplacedEncoders;
  /** Where a studio asks: an encoder's offer is what a studio asks in five questions. */
  readonly desk: MediaDesk;
  readonly capabilities: types.RtpCapabilities;
  transportOf(session: MediaSession, transportId: string): types.WebRtcTransport | undefined;
  /** Somebody's programme is on air, which this one takes nothing from. */
  isTaken(newcomer: MediaSession): boolean;
  codecRefusal(mimeType: string): string | undefined;
  now(): number;
}

const trouble = refuse('server-error', 'The media server has a problem. Try again.', 1_000);

const taken = notOpened(
  'taken',
  'This class’s programme comes from somewhere else just now. End that broadcast first, then start the encoder again.',
  5_000,
);

const heldBack = notOpened(
  'taken',
  'A studio took this class over from this encoder. Make its key anew in the studio, or start it ten minutes after that broadcast.',
  60_000,
);

export async function publish(options: PublishOptions, encoder: Encoder, sdp: string): Promise<Opened> {
  const { desk, sessions, capabilities } = options;
  const read = readOffer(sdp);
  if (!read.ok) return unreadableOffer(read.why);
  const { offer } = read;
  const agreed = agreeOnPublishing(
    offer,
    capabilities,
    (mimeType) => options.codecRefusal(mimeType) === undefined,
  );
  if (!agreed.ok) return notOpened('malformed', agreed.why);
  const { classId, personId, role } = encoder;
  const id = `encoder-${randomBytes(9).toString('base64url')}`;
  const session: MediaSession = { id, classId, personId, role, source: 'encoder' };
  // Looked at again when it is there: this spares an encoder that waits its turn the trouble.
  if (options.isTaken(session)) return taken;
  if (options.replaced.has(encoder.owner)) return heldBack;
  const opened = await openAll(options, session, offer.dtls, agreed.tracks);
  if (!opened.ok) {
    desk.sessionClosed(session);
    return opened.refusal.code === 'taken' ? taken : opened;
  }
  const { transport } = opened;
  const answer = answerOver(transport, offer, agreed.sections, options.now());
  const added = sessions.add({
    ...{ kind: 'encoder', holder: encoder, transport, ufrag: offer.ufrag },
    async close(because) {
      if (because === 'ended')
        await desk.ask(session, {
          type: 'media.transport.close',
          transportId: transport.id,
          programme: 'ended',
        });
      desk.sessionClosed(session);
    },
  });
  // A person at a studio takes the class over: then this one learns of it by its connection's end.
  void desk.ask(session, { type: 'media.transport.watch', transportId: transport.id }).then((reply) => {
    // What its own person's next encoder replaces is no reason to keep that one out.
    const isReplaced = reply.ok && reply.answer['over'] === 'replaced';
    if (isReplaced && options.isTaken(session)) options.replaced.add(classId, encoder.owner);
    sessions.drop(added.id);
  });
  return { ok: true, ...added, answer };
}

type AllOpened = { ok: true; transport: types.WebRtcTransport } | Extract<MediaReply, { ok: false }>;

async function openAll(
  { desk, transportOf }: PublishOptions,
  session: MediaSession,
  dtlsParameters: types.DtlsParameters,
  tracks: readonly { kind: types.MediaKind; rtpParameters: types.RtpParameters }[],
): Promise<AllOpened> {
  const created = await desk.ask(session, { type: 'media.transport.create', direction: 'send' });
  if (!created.ok) return created;
  const transportId = String(created.answer['transportId']);
  const transport = transportOf(session, transportId);
  if (!transport) return { ok: false, refusal: trouble };
  const connected = await desk.ask(session, {
    ...{ type: 'media.transport.connect', transportId },
    dtlsParameters: { ...dtlsParameters },
  });
  if (!connected.ok) return connected;
  for (const { kind, rtpParameters } of tracks) {
    const produced = await desk.ask(session, {
      ...{ type: 'media.produce', transportId, kind, source: 'programme' },
      rtpParameters: { ...rtpParameters },
    });
    if (!produced.ok) return produced;
  }
  return { ok: true, transport };
}
