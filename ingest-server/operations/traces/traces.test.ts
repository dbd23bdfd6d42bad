import type { ClassId, PersonId, StreamId } from '@rostrum/protocol/room';
import { once } from 'node:events';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { type TracesOptions, startTraces } from './traces.ts';

const attributeSchema = v.object({
  key: v.string(),
  value: v.object({ stringValue: v.optional(v.string()) }),
});
const spanSchema = v.object({
  name: v.string(),
  spanId: v.string(),
  parentSpanId: v.optional(v.string()),
  startTimeUnixNano: v.string(),
  endTimeUnixNano: v.string(),
  attributes: v.array(attributeSchema),
});
const sentSchema = v.object({
  resourceSpans: v.array(
    v.object({
      resource: v.object({ attributes: v.array(attributeSchema) }),
      scopeSpans: v.array(v.object({ spans: v.array(spanSchema) })),
    }),
  ),
});

/** A collector as far as OTLP over HTTP goes: it keeps what it is sent. */
async function startCollector() {
  const sent: { path: string | undefined; body: v.InferOutput<typeof sentSchema> }[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      sent.push({ path: request.url, body: v.parse(sentSchema, JSON.parse(body)) });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  const spans = () =>
    sent.flatMap(({ body }) =>
      body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((all) => all.spans)),
    );
  return { sent, spans, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

function optionsFor(endpoint: string, over: Partial<TracesOptions> = {}): TracesOptions {
  const logger = pino({ level: 'silent' });
  return {
    endpoint,
    share: 1,
    version: '1.2.3',
    logger,
    now: () => Date.now(),
    random: Math.random,
    ...over,
  };
}

const command = { classId: 'c1' as ClassId, personId: 'ada' as PersonId, type: 'chat.send' } as const;
const named = (attributes: readonly v.InferOutput<typeof attributeSchema>[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));

it('a command’s way is a span with one inside for each step, as a collector gets it', async () => {
  const { sent, spans, endpoint } = await startCollector();
  let nowMs = 1_790_000_000_000;
  const traces = await startTraces(optionsFor(endpoint, { now: () => nowMs }));
  const journey = traces?.followCommand(command);
  for (const [name, tookMs] of [
    ['decide', 2],
    ['append', 5],
    ['send', 1],
  ] as const) {
    nowMs += tookMs;
    journey?.step(name);
  }
  journey?.end('done');
  await traces?.close();

  expect(sent[0]?.path).toBe('/v1/traces');
  expect(named(sent[0]?.body.resourceSpans[0]?.resource.attributes ?? [])).toMatchObject({
    'service.name': 'rostrum',
    'service.version': '1.2.3',
  });
  const whole = spans().find(({ name }) => name === 'command');
  expect(named(whole?.attributes ?? [])).toEqual({
    'rostrum.class': 'c1',
    'rostrum.person': 'ada',
    'rostrum.type': 'chat.send',
    'rostrum.outcome': 'done',
  });
  const inside = spans().filter(({ parentSpanId }) => parentSpanId === whole?.spanId);
  const tookMs = ({ startTimeUnixNano: from, endTimeUnixNano: to }: (typeof inside)[number]) =>
    Math.round(Number(BigInt(to) - BigInt(from)) / 1e6);
  expect(inside.map((span) => [span.name, tookMs(span)])).toEqual([
    ['decide', 2],
    ['append', 5],
    ['send', 1],
  ]);
});

it('a part’s way names its class, its stream and its rung', async () => {
  const { spans, endpoint } = await startCollector();
  const traces = await startTraces(optionsFor(endpoint));
  const journey = traces?.followPart({ classId: command.classId, streamId: 's1' as StreamId, rung: '720p' });
  journey?.step('place');
  journey?.end();
  journey?.step('answer');
  journey?.end();
  await traces?.close();
  expect(
    spans()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['part', 'place']);
  const whole = spans().find(({ name }) => name === 'part');
  expect(named(whole?.attributes ?? [])).toMatchObject({ 'rostrum.stream': 's1', 'rostrum.rung': '720p' });
});

it('only a share is followed', async () => {
  const { endpoint } = await startCollector();
  const drawn = [0.1, 0.4, 0.05, 0.99];
  const traces = await startTraces(optionsFor(endpoint, { share: 0.25, random: () => drawn.shift() ?? 1 }));
  const followed = Array.from({ length: 4 }, () => traces?.followCommand(command) !== undefined);
  expect(followed).toEqual([true, false, true, false]);
  await traces?.close();
});

it('a collector that is away harms nothing and keeps nobody waiting', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const traces = await startTraces(optionsFor(`http://127.0.0.1:${port}`));
  traces?.followCommand(command)?.end('done');
  const startedAt = performance.now();
  await traces?.close();
  await traces?.close();
  expect(performance.now() - startedAt).toBeLessThan(3000);
});
