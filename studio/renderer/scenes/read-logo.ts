/** Shown in a corner: a larger one would only be carried around. */
const SIDE_MOST = 512;

/** The picture in this file, as large as it is used; nothing where there is none in it. */
export async function readLogo(file: Blob): Promise<ImageBitmap | undefined> {
  try {
    // Through an element, because only that reads drawings (SVG) too.
    const image = new Image();
    image.src = await dataAddress(file);
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    if (width === 0 || height === 0) return undefined;
    const scale = Math.min(1, SIDE_MOST / Math.max(width, height));
    return await createImageBitmap(image, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
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
