// Follows some commands and some parts on their way through the server, for OpenTelemetry. Off unless somebody collects.
// Must not know rules or media: whoever is on the way names the steps, and pays one branch for each where nobody follows.
export { type Journey, type Traces, startTraces } from './traces.ts';
