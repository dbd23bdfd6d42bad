import { SCENE_LIMITS } from './pure/scene-settings.ts';

/** Shown in a corner: a larger one would only be carried around. */
const SIDE_MOST = 512;
/** Of the largest that can be kept; the last one always can. */
const KEPT_SIDES = [SIDE_MOST, 320, 160, 80];

/** The picture in this file, as large as it is used; nothing where there is none in it. */
export function readLogo(file: Blob): Promise<ImageBitmap | undefined> {
  return pictureOf(() => dataAddress(file));
}

/** The picture that was kept so. */
export function logoFrom(kept: string): Promise<ImageBitmap | undefined> {
  return pictureOf(() => Promise.resolve(kept));
}

/** As data, to be kept among the settings. */
export async function asKept(logo: ImageBitmap): Promise<string | undefined> {
  for (const side of KEPT_SIDES) {
    const scale = Math.min(1, side / Math.max(logo.width, logo.height));
    const canvas = new OffscreenCanvas(scaled(logo.width, scale), scaled(logo.height, scale));
    canvas.getContext('2d')?.drawImage(logo, 0, 0, canvas.width, canvas.height);
    const address = await dataAddress(await canvas.convertToBlob({ type: 'image/webp', quality: 0.9 }));
    if (address.length <= SCENE_LIMITS.logoMost) return address;
  }
  return undefined;
}

async function pictureOf(findAddress: () => Promise<string>): Promise<ImageBitmap | undefined> {
  try {
    // Through an element, because only that reads drawings (SVG) too.
    const image = new Image();
    image.src = await findAddress();
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width === 0 || height === 0) return undefined;
    const scale = Math.min(1, SIDE_MOST / Math.max(width, height));
    return await createImageBitmap(image, {
      resizeWidth: scaled(width, scale),
      resizeHeight: scaled(height, scale),
      resizeQuality: 'high',
    });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function scaled(length: number, scale: number): number {
  return Math.max(1, Math.round(length * scale));
}

/** The page's policy lets pictures come from itself and as data, from nowhere else. */
function dataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result)));
    reader.addEventListener('error', () =>
      reject(reader.error ?? new DOMException('the file can’t be read')),
    );
    reader.readAsDataURL(file);
  });
}
