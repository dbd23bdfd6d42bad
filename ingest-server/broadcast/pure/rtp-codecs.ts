/** What a picture may come in as, the best first. */
export const videoCodecs = ['video/H264', 'video/VP8', 'video/VP9', 'video/AV1'] as const;

/** Decoders by the codec they are for; one of them is enough. FFmpeg's own of AV1 needs a graphics card. */
const DECODERS: Readonly<Record<string, readonly string[]>> = {
  'video/H264': ['h264'],
  'video/VP8': ['vp8', 'libvpx'],
  'video/VP9': ['vp9', 'libvpx-vp9'],
  'video/AV1': ['libdav1d', 'libaom-av1'],
};

/** What every FFmpeg since 2015 reads; believed of one that can't be asked. */
const USUAL = ['video/H264', 'video/VP8', 'video/VP9'];

/** By what FFmpeg prints about a session with one stream of each codec, and its list of decoders. */
export function readableCodecs(session: string, decoders: string): ReadonlySet<string> {
  const streams = [...session.matchAll(/^\s*Stream #0:(\d+).*: Video: (\w+)/gm)];
  if (streams.length === 0) return new Set(USUAL);
  const names = new Set(
    [...decoders.matchAll(/^\s*V\S{5}\s+(\S+)/gm)].flatMap(([, name]) => (name ? [name] : [])),
  );
  const readable = streams.flatMap(([, index, codec]) => {
    const mimeType = codec === 'none' ? undefined : videoCodecs[Number(index)];
    return mimeType && DECODERS[mimeType]?.some((name) => names.has(name)) ? [mimeType] : [];
  });
  return new Set(readable);
}

/** Why a picture can't come in as this, in words; undefined when it can. Sound is always Opus. */
export function codecRefusal(mimeType: string, readable: ReadonlySet<string>): string | undefined {
  const known = [...readable].map((name) => name.toLowerCase());
  if (mimeType.toLowerCase().startsWith('audio/') || known.includes(mimeType.toLowerCase())) return undefined;
  return `The server’s FFmpeg can’t read ${wordOf(mimeType)} from a studio. Send ${orList([...readable].map(wordOf))} instead.`;
}

function wordOf(mimeType: string): string {
  const name = mimeType.split('/')[1] ?? mimeType;
  return name.toUpperCase() === 'H264' ? 'H.264' : name;
}

function orList(words: readonly string[]): string {
  const last = words.at(-1) ?? 'nothing';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}
