import type { ClassId } from '@rostrum/protocol/room';
import type { types } from 'mediasoup';
import type { Connections } from '../connections.ts';
import { Way } from '../way.ts';
import type { Egress, Lease, Programme } from './egress.ts';
import type { Offer } from './pure/offer.ts';
import { roomToWatch } from './pure/room-to-watch.ts';
import { type OnAir, type WatchedTrack, agreeOnWatching, watchedSections } from './pure/watching.ts';
import { readOffer } from './read-offer.ts';
import { type Opened, answerOver, notOpened, unreadableOffer } from './reply.ts';
import type { Holder, Sessions } from './sessions.ts';

const WENT = 'the programme went while a player was being let in';

export interface WatchOptions {
  readonly sessions: Sessions;
  readonly egress: Egress;
  readonly connections: Pick<Connections, 'watch'>;
  /** Undefined while nothing goes out. */
  programmeOf(classId: ClassId): Programme | undefined;
  handleTrouble(error: unknown): void;
  now(): number;
}

const nothingOnAir = notOpened(
  'not-yet',
  'Nothing is on air in this class just now. Try again when the broadcast has begun.',
  5_000,
);
const full = notOpened(
  'full',
  'As many players watch over WebRTC as the server sends to. Watch the class on its page instead.',
  30_000,
);
const tooMany = notOpened(
  'too-many',
  'Two players of yours watch this class already. Close one of them first.',
  20_000,
);
const trouble = notOpened('server-error', 'The media server has a problem. Try again.', 1_000);

export async function watch(options: WatchOptions, player: Holder, sdp: string): Promise<Opened> {
  const { egress } = options;
  const { classId } = player;
  const read = readOffer(sdp);
  if (!read.ok) return unreadableOffer(read.why);
  const programme = options.programmeOf(classId);
  if (!programme) return nothingOnAir;
  const { headerExtensions = [] } = programme.router.rtpCapabilities;
  const agreed = agreeOnWatching(read.offer, onAirIn(programme), headerExtensions);
  if (!agreed.ok) return notOpened('malformed', agreed.why);
  const codecs = agreed.tracks.map(({ routed }) => routed);
  const inClass = egress.owners(classId);
  const room = roomToWatch({
    ofPerson: inClass.filter((owner) => owner === player.owner).length,
    ofClass: inClass.length,
    ofServer: egress.owners().length,
    outlets: egress.outletsWith(classId, codecs),
  });
  if (room !== 'ok') return room === 'full' ? full : tooMany;
  try {
    const lease = await egress.lease(player, programme.router, codecs);
    return await open(options, player, { offer: read.offer, programme, lease, tracks: agreed.tracks });
  } catch (error) {
    // It may have gone while its player was being let in.
    if (!options.programmeOf(classId)) return nothingOnAir;
    options.handleTrouble(error);
    return trouble;
  }
}

interface Agreed {
  readonly offer: Offer;
  readonly programme: Programme;
  readonly lease: Lease;
  readonly tracks: readonly WatchedTrack[];
}

async function open(
  { sessions, connections, now }: WatchOptions,
  holder: Holder,
  { offer, programme, lease, tracks }: Agreed,
): Promise<Opened> {
  let way: Way | undefined;
  const close = () => {
    way?.close('closed');
    lease.giveBack();
  };
  try {
    way = await Way.open(lease);
    const { transport } = way;
    connections.watch(transport);
    await transport.connect({ dtlsParameters: offer.dtls });
    const made = await Promise.all(
      tracks.map(async (track) => ({ track, ...(await consume(transport, lease, programme, track)) })),
    );
    if (made.some(({ consumer }) => consumer.closed)) throw new Error(WENT);
    const answer = answerOver(transport, offer, watchedSections(offer, made), now());
    const added = sessions.add({ ...{ kind: 'player', holder, transport, ufrag: offer.ufrag }, close });
    // What was answered can't be changed (RFC 9725 4.2): for the next programme a player asks anew.
    for (const { consumer } of made) consumer.observer.once('close', () => sessions.drop(added.id));
    return { ok: true, ...added, answer };
  } catch (error) {
    close();
    throw error;
  }
}

async function consume(
  transport: types.WebRtcTransport,
  lease: Lease,
  programme: Programme,
  { kind, section, rtpCapabilities }: WatchedTrack,
): Promise<{ consumer: types.Consumer; rtpParameters: types.RtpParameters }> {
  const producer = programme[kind];
  if (!producer || producer.closed) throw new Error(WENT);
  const producerId = await lease.bring(producer);
  const consumer = await transport.consume({ producerId, rtpCapabilities, mid: section.mid });
  return { consumer, rtpParameters: consumer.rtpParameters };
}

/** In the words of the programme's own router. */
function onAirIn({ router, video, audio }: Programme): OnAir {
  const capabilityOf = (producer: types.Producer | undefined) => {
    const mimeType = producer?.rtpParameters.codecs[0]?.mimeType.toLowerCase();
    return router.rtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === mimeType);
  };
  const [picture, sound] = [capabilityOf(video), capabilityOf(audio)];
  return { ...(picture && { video: picture }), ...(sound && { audio: sound }) };
}
