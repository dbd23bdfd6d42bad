export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];

/**
 * What kind of picture these bytes are and how large it is, by what stands in them; undefined for anything else. A few
 * bytes may stand for a picture that fills a student's memory: its size is looked at before anybody is shown it.
 */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (PNG.every((byte, i) => bytes[i] === byte)) return pngIn(view);
    if (JPEG.every((byte, i) => bytes[i] === byte)) return jpegIn(view);
    if (textAt(view, 0) === 'RIFF' && textAt(view, 8) === 'WEBP') return webpIn(view);
    return undefined;
  } catch (error) {
    // It ends before it has said how large it is.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

// PNG 11.2.1: the header is the first chunk.
function pngIn(view: DataView): Picture | undefined {
  if (textAt(view, 12) !== 'IHDR') return undefined;
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

// ITU T.81 B.1.1.4: segments, each with its length, up to the one that begins a frame.
function jpegIn(view: DataView): Picture | undefined {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker))
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // Its pixels begin, or it is over, and nothing was said.
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
}

/** SOF0 to SOF15, without the three among them that are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

// RFC 9649 2.5 to 2.7: lossy, lossless and extended.
function webpIn(view: DataView): Picture | undefined {
  const mediaType = 'image/webp';
  switch (textAt(view, 12)) {
    case 'VP8 ':
      return {
        mediaType,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
      return { mediaType, width: uint24(24) + 1, height: uint24(27) + 1 };
    }
    default:
      return undefined;
  }
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
}
