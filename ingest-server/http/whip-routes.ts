import { type Refusal, refuse } from '@rostrum/protocol/room';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Let, Patched, Whip } from '../sfu/index.ts';
import { linksTo } from './pure/ice-server-links.ts';
import { statusOf } from './pure/status-of.ts';
import { sendRefusal } from './refusals.ts';
import { type WhipDoors, type WhipDoorsOptions, createWhipDoors } from './whip-doors.ts';
import { Haste } from './whip-haste.ts';

export interface WhipRoutesOptions extends WhipDoorsOptions {
  /** Missing where the server has no media part. */
  readonly whip: Whip | undefined;
  readonly now: () => number;
}

type AtEndpoint = FastifyRequest<{ Params: { code: string } }>;
type AtSession = FastifyRequest<{ Params: { code: string; id: string } }>;

const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof methods)[number];

const SDP = 'application/sdp';
const FRAGMENT = 'application/trickle-ice-sdpfrag';
/** A browser that offers all it has needs a tenth of it. */
const BODY_MAX_BYTES = 64 * 1024;
const RETRY_AFTER_MS = 10_000;
/** A whole institution may come from one address. */
const OF_ADDRESS = { capacity: 100, refillMs: 200 };

const noMedia = refuse(
  'no-media',
  'This server takes no pictures or sound in: its media part is not running.',
  RETRY_AFTER_MS,
);
const classEnded = refuse('closed', 'This class has ended. Open it again to go on air.');
const notSdp = refuse('malformed', `An offer comes as ${SDP}.`);
const notFragment = refuse('malformed', `What changes in a session comes as ${FRAGMENT}.`);
const over = refuse('not-found', 'This session is over, or never was.');
const untagged = refuse('malformed', 'Say by If-Match which ICE session this is of.');
const outdated = refuse('closed', 'This is of an ICE session that is over.');
const unreadable = refuse('malformed', 'The server did not understand this fragment of SDP.');

/** Any page may come: what lets somebody in is a token, never a cookie. */
const forPagesAnywhere = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'accept-patch, accept-post, etag, link, location, retry-after',
} as const;
const forPreflights = {
  'access-control-allow-methods': 'POST, PATCH, DELETE, GET, OPTIONS',
  'access-control-allow-headers': 'authorization, content-type, if-match',
  'access-control-max-age': '86400',
} as const;

/** What the two differ in. */
interface Kind {
  readonly name: 'whip' | 'whep';
  readonly kind: 'encoder' | 'player';
  readonly haste: Haste;
  open(whip: Whip, request: AtEndpoint, sdp: string): Promise<Let>;
  /** Why not this session, though it is there. */
  refusalToTouch(request: AtSession, owner: string): Promise<Refusal | undefined>;
}

/**
 * WHIP (RFC 9725) and WHEP. They stand beside the API and not in it: their addresses are typed into programs that are not
 * ours, and pages from anywhere may use them.
 */
export async function addWhipRoutes(server: FastifyInstance, options: WhipRoutesOptions): Promise<void> {
  const doors = createWhipDoors(options);
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const whole = { parseAs: 'string', bodyLimit: BODY_MAX_BYTES } as const;
    scope.addContentTypeParser('*', whole, (_request, body, done) => done(null, body));
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(forPagesAnywhere));
    for (const kind of [encoders(doors, options), players(doors, options)]) {
      addEndpoint(scope, options, kind);
      addSession(scope, options, kind);
    }
  });
}

function encoders(doors: WhipDoors, { now }: WhipRoutesOptions): Kind {
  return {
    ...{ name: 'whip', kind: 'encoder', haste: new Haste(OF_ADDRESS, now) },
    async open(whip, request, sdp) {
      const entry = await doors.encoder(request, request.params.code);
      if (!entry.ok) return entry;
      // An encoder comes back by itself, also to a class whose end has just sent it away.
      if (entry.state?.class.phase === 'ended') return { ok: false, refusal: classEnded };
      return whip.publish(entry.guest, sdp);
    },
    // What it may end is on air, and its address may stand in somebody's log.
    async refusalToTouch(request, owner) {
      const entry = await doors.encoder(request, request.params.code);
      if (!entry.ok) return entry.refusal;
      return entry.guest.owner === owner ? undefined : over;
    },
  };
}

function players(doors: WhipDoors, { now }: WhipRoutesOptions): Kind {
  return {
    ...{ name: 'whep', kind: 'player', haste: new Haste(OF_ADDRESS, now) },
    async open(whip, request, sdp) {
      const entry = await doors.player(request, request.params.code);
      return entry.ok ? whip.watch(entry.guest, sdp) : entry;
    },
    // A player's token is good for a quarter of an hour, and nobody else knows the address of its session.
    refusalToTouch: () => Promise.resolve(undefined),
  };
}

function addEndpoint(scope: FastifyInstance, { whip }: WhipRoutesOptions, { name, haste, open }: Kind): void {
  const url = `/${name}/:code`;

  scope.post<{ Params: { code: string } }>(
    url,
    {
      onRequest: async (request, reply) => {
        const taken = haste.take(request);
        if (!taken.ok) return sendProblem(reply, tooOften(taken.retryAfterMs));
        if (!whip) return sendProblem(reply, noMedia);
        if (typeOf(request) !== SDP) return sendProblem(reply.header('accept-post', SDP), notSdp, 415);
        return undefined;
      },
    },
    async (request, reply) => {
      if (!whip) return sendProblem(reply, noMedia);
      const opened = await open(whip, request, bodyOf(request));
      if (!opened.ok) return sendProblem(reply, opened.refusal);
      haste.giveBack(request);
      const { id, tag, answer, iceServers } = opened;
      return reply
        .code(201)
        .headers({
          'content-type': SDP,
          location: `/${name}/${encodeURIComponent(request.params.code)}/${id}`,
          etag: tag,
          'accept-patch': FRAGMENT,
          'cache-control': 'no-store',
          ...(iceServers.length > 0 ? { link: linksTo(iceServers) } : {}),
        })
        .send(answer);
    },
  );
  addRest(scope, url, ['POST'], { 'accept-post': SDP });
}

function addSession(
  scope: FastifyInstance,
  { whip }: WhipRoutesOptions,
  { name, kind, haste, refusalToTouch }: Kind,
): void {
  const url = `/${name}/:code/:id`;

  /** Undefined where it may be touched. */
  async function refusalOf(request: AtSession): Promise<Refusal | undefined> {
    const holder = whip?.holderOf(kind, request.params.id);
    // Nobody guesses an id, and for a made-up one no key is looked up.
    if (!holder) return over;
    const refusal = await refusalToTouch(request, holder.owner);
    if (!refusal) haste.giveBack(request);
    return refusal;
  }

  async function refuseHaste(request: AtSession, reply: FastifyReply): Promise<FastifyReply | undefined> {
    const taken = haste.take(request);
    return taken.ok ? undefined : sendProblem(reply, tooOften(taken.retryAfterMs));
  }

  scope.patch<{ Params: { code: string; id: string } }>(
    url,
    {
      onRequest: async (request: AtSession, reply) => {
        if (typeOf(request) === FRAGMENT) return refuseHaste(request, reply);
        return sendProblem(reply.header('accept-patch', FRAGMENT), notFragment, 415);
      },
    },
    async (request, reply) => {
      const refusal = await refusalOf(request);
      if (refusal || !whip) return sendProblem(reply, refusal ?? noMedia);
      const ifMatch = request.headers['if-match'];
      return sendPatched(reply, await whip.patch(request.params.id, { ifMatch, text: bodyOf(request) }));
    },
  );

  const touched = { onRequest: refuseHaste };
  scope.delete<{ Params: { code: string; id: string } }>(url, touched, async (request, reply) => {
    const refusal = await refusalOf(request);
    if (refusal || !whip) return sendProblem(reply, refusal ?? noMedia);
    await whip.end(request.params.id);
    return reply.code(200).send();
  });
  addRest(scope, url, ['PATCH', 'DELETE'], { 'accept-patch': FRAGMENT });
}

function sendPatched(reply: FastifyReply, patched: Patched): FastifyReply {
  switch (patched.is) {
    case 'trickled':
      return reply.code(204).send();
    case 'restarted':
      return reply
        .code(200)
        .headers({ 'content-type': FRAGMENT, etag: patched.tag, 'cache-control': 'no-store' })
        .send(patched.fragment);
    case 'untagged':
      return sendProblem(reply, untagged, 428);
    case 'outdated':
      return sendProblem(reply, outdated, 412);
    case 'unreadable':
      return sendProblem(reply, unreadable);
    case 'not-found':
      return sendProblem(reply, over);
  }
}

/** What is not one of its own methods: there is nothing to see (RFC 9725 4.1), and nothing else to do. */
function addRest(
  scope: FastifyInstance,
  url: string,
  own: readonly Method[],
  accepts: Readonly<Record<string, string>>,
): void {
  scope.get(url, async (_request, reply) => reply.code(204).send());
  scope.options(url, async (_request, reply) =>
    reply
      .code(200)
      .headers({ ...forPreflights, ...accepts })
      .send(),
  );
  const others = methods.filter((method) => !own.includes(method));
  const allowed = [...own, 'GET', 'HEAD', 'OPTIONS'].join(', ');
  const notThis = refuse('not-allowed', `This address knows ${own.join(' and ')}.`);
  scope.route({
    ...{ method: others, url },
    handler: async (_request, reply) => sendProblem(reply.header('allow', allowed), notThis, 405),
  });
}

function sendProblem(reply: FastifyReply, refusal: Refusal, status = statusFor(refusal)): FastifyReply {
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  const again =
    status === 503 ? { ...refusal, retryAfterMs: refusal.retryAfterMs ?? RETRY_AFTER_MS } : refusal;
  return sendRefusal(reply, again, status);
}

/** Trouble that passes is said to be such: an encoder tries again then. */
function statusFor({ code, retryAfterMs }: Refusal): number {
  return code === 'server-error' && retryAfterMs !== undefined ? 503 : statusOf(code);
}

function tooOften(waitMs: number): Refusal {
  return refuse('too-fast', `That was too often. Wait ${Math.ceil(waitMs / 1000)} s and try again.`, waitMs);
}

function typeOf({ headers }: FastifyRequest): string {
  return (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}

function bodyOf({ body }: FastifyRequest): string {
  return typeof body === 'string' ? body : '';
}
