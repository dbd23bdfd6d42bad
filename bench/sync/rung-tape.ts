/** One stretch of a rung that can be decoded as it is: an init segment and whole segments behind it. */
export interface Stretch {
  bytes: Buffer;
}

/** Follows a rung’s playlist and keeps what it lists, from the moment it is begun. */
export class RungTape {
  #address: string;
  #init: { uri: string; bytes: Buffer } | undefined;
  #nextMsn: number | undefined;
  #open: Buffer[] = [];
  #stretches: Stretch[] = [];

  /** `address`: of the media playlist. */
  constructor(address: string) {
    this.#address = address;
  }

  /** From now on the same playlist is read from there. */
  moveTo(address: string): void {
    this.#address = address;
  }

  /** Reads on; to be called more often than segments leave the playlist. */
  async wind(): Promise<void> {
    const playlist = (await fetchBytes(this.#address)).toString();
    let msn = Number(/#EXT-X-MEDIA-SEQUENCE:(\d+)/.exec(playlist)?.[1]);
    let isGap = false;
    let mapUri = '';
    for (const line of playlist.split('\n')) {
      const map = /#EXT-X-MAP:.*URI="([^"]*)"/.exec(line)?.[1];
      if (map) mapUri = map;
      if (line === '#EXT-X-GAP') isGap = true;
      if (line === '' || line.startsWith('#')) continue;
      if (msn >= (this.#nextMsn ?? 0)) await this.#take(line, mapUri, isGap);
      this.#nextMsn = Math.max(this.#nextMsn ?? 0, msn + 1);
      msn += 1;
      isGap = false;
    }
  }

  /** What has come since it was asked last. */
  cut(): Stretch[] {
    this.#close();
    return this.#stretches.splice(0);
  }

  async #take(uri: string, mapUri: string, isGap: boolean): Promise<void> {
    if (isGap || mapUri !== this.#init?.uri) this.#close();
    if (isGap) return;
    if (mapUri !== this.#init?.uri) this.#init = { uri: mapUri, bytes: await this.#fetch(mapUri) };
    this.#open.push(await this.#fetch(uri));
  }

  #close(): void {
    if (this.#init && this.#open.length > 0) {
      this.#stretches.push({ bytes: Buffer.concat([this.#init.bytes, ...this.#open]) });
    }
    this.#open = [];
  }

  #fetch(uri: string): Promise<Buffer> {
    return fetchBytes(new URL(uri, this.#address).href);
  }
}

async function fetchBytes(address: string): Promise<Buffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}
