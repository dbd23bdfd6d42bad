import * as v from 'valibot';
import { sessionSchema } from '@rostrum/protocol/http';

const AT_ONCE = 20;

/** So many guests of the demonstration class, each with a token of their own, got as a page gets it. */
export async function joinGuests(origin: string, count: number): Promise<string[]> {
  const tokens: string[] = [];
  let begun = 0;
  const lane = async () => {
    while (begun < count) {
      begun += 1;
      tokens.push(await joinGuest(origin, `Guest ${begun}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return tokens;
}

async function joinGuest(origin: string, name: string): Promise<string> {
  const response = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'DEMO', name }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`a guest was not let in: ${JSON.stringify(body)}`);
  return v.parse(sessionSchema, body).token;
}

/** The token behind a link that the server printed, got as the studio gets it. */
export async function openLink(origin: string, link: string): Promise<string> {
  const key = /[?&#]key=([^&]+)/.exec(link)?.[1];
  if (key === undefined) throw new Error('the link has no key');
  const response = await fetch(`${origin}/api/session/link`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: decodeURIComponent(key) }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`the link was not taken: ${JSON.stringify(body)}`);
  return v.parse(v.object({ token: v.string() }), body).token;
}
