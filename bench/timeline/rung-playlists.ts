/** Of each H.264 rung, the top one first, and of the sound that goes with them. */
export async function rungPlaylists(origin: string): Promise<[string, ...string[]]> {
  const main = await (await fetch(new URL('main.m3u8', origin))).text();
  const [top, ...more] = main.split('\n').filter((line) => line.startsWith('v'));
  const sound = /URI="(a96\.m3u8[^"]*)"/.exec(main)?.[1];
  if (!top || !sound) throw new Error(`there is no picture or no sound in\n${main}`);
  const addressOf = (uri: string) => new URL(uri, origin).href;
  return [addressOf(top), ...[...more, sound].map(addressOf)];
}
