import { type Attributes, ROOT_CONTEXT, type Tracer, trace } from '@opentelemetry/api';

/** Something on its way that is followed. A step is named when it is done. */
export interface Journey {
  step(name: string): void;
  /** It has arrived; whatever comes later is passed over. */
  end(outcome?: string): void;
}

export interface JourneyOptions {
  readonly tracer: Tracer;
  readonly name: string;
  readonly attributes: Attributes;
  /** Milliseconds since 1970, with fractions. */
  readonly now: () => number;
}

/** Until it arrives only times are noted; then it becomes a span, with one inside for each step. */
export function beginJourney({ tracer, name, attributes, now }: JourneyOptions): Journey {
  const begunAt = now();
  const steps: { readonly name: string; readonly at: number }[] = [];
  let isOver = false;
  return {
    step(stepName) {
      if (!isOver) steps.push({ name: stepName, at: now() });
    },

    end(outcome) {
      if (isOver) return;
      isOver = true;
      const told = outcome === undefined ? attributes : { ...attributes, 'rostrum.outcome': outcome };
      const whole = tracer.startSpan(name, { startTime: begunAt, attributes: told }, ROOT_CONTEXT);
      const inside = trace.setSpan(ROOT_CONTEXT, whole);
      let from = begunAt;
      for (const step of steps) {
        tracer.startSpan(step.name, { startTime: from }, inside).end(step.at);
        from = step.at;
      }
      whole.end(now());
    },
  };
}
