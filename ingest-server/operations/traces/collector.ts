import { DiagLogLevel, type Tracer, diag } from '@opentelemetry/api';
import type { Logger } from 'pino';

export interface CollectorOptions {
  /** Where OTLP is taken over HTTP, without the path. */
  readonly endpoint: string;
  readonly version: string;
  readonly logger: Logger;
  readonly now: () => number;
}

export interface Collector {
  readonly tracer: Tracer;
  /** Sends what there is, but nobody waits for long. */
  close(): Promise<void>;
}

const NAME = 'rostrum';
const CLOSE_WITHIN_MS = 1_000;
/** A collector that is away is away for every batch. */
const WARN_EVERY_MS = 60_000;

/** Loads the SDK, which a server that follows nothing never reads. */
export async function openCollector({
  endpoint,
  version,
  logger,
  now,
}: CollectorOptions): Promise<Collector> {
  const [{ AlwaysOnSampler, BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, resources] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  tellTrouble(logger, now);
  const provider = new NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': NAME, 'service.version': version }),
    // Which are followed was chosen before anything was noted.
    sampler: new AlwaysOnSampler(),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` })),
    ],
  });
  return {
    tracer: provider.getTracer(NAME, version),
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_WITHIN_MS)));
      const sent = provider.shutdown().catch((error: unknown) => {
        logger.warn({ error }, 'the last traces were not sent');
      });
      await Promise.race([sent, late]);
      clearTimeout(timer);
    },
  };
}

/** The SDK swallows what goes wrong unless somebody listens. */
function tellTrouble(logger: Logger, now: () => number): void {
  let warnedAt = -Infinity;
  const warn = (words: string) => {
    if (now() - warnedAt < WARN_EVERY_MS) return;
    warnedAt = now();
    logger.warn({ words: words.slice(0, 500) }, 'traces could not be sent');
  };
  const nothing = () => undefined;
  diag.setLogger(
    { error: warn, warn, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
