import * as v from 'valibot';
import { StartProblem, linkWords, readStudioLink } from '../services/index.ts';

const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number'),
);

const webOrigin = v.pipe(
  v.string(),
  v.url('must be a web address'),
  v.transform((address) => new URL(address).origin),
);

const environmentSchema = v.object({
  ROSTRUM_STUDIO_PORT: v.optional(port, '4410'),
  ROSTRUM_DATA: v.optional(v.string(), './data'),
  /** Set by the development tools, whose own server then serves the pages. */
  ROSTRUM_STUDIO_PAGES: v.optional(webOrigin),
  ROSTRUM_STUDIO_LINK: v.optional(v.string()),
});

/** What the browser shell needs to know, from its environment and its first argument. */
export function readConfig(environment: NodeJS.ProcessEnv, firstArgument: string | undefined) {
  // An empty variable is one that a shell or a compose file left unset.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
  const read = v.safeParse(environmentSchema, set);
  if (!read.success) {
    const [issue] = read.issues;
    const name = v.getDotPath(issue) ?? 'The environment';
    throw new StartProblem(`${name} ${issue.message}, but is "${String(issue.input)}".`);
  }
  const { output } = read;
  return {
    port: output.ROSTRUM_STUDIO_PORT,
    dataFolder: output.ROSTRUM_DATA,
    pagesOrigin: output.ROSTRUM_STUDIO_PAGES,
    given: givenLink(firstArgument || output.ROSTRUM_STUDIO_LINK),
  };
}

function givenLink(link: string | undefined) {
  if (!link) return undefined;
  const reading = readStudioLink(link);
  if (!reading.ok) {
    throw new StartProblem(
      `The studio link given by ROSTRUM_STUDIO_LINK or as the first argument can't be used. ${linkWords(reading.problem)}`,
    );
  }
  return reading.link;
}
