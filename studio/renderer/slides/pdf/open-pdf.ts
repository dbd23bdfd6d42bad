import {
  AnnotationMode,
  GlobalWorkerOptions,
  PDFWorker,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PasswordResponses,
  VerbosityLevel,
  getDocument,
} from 'pdfjs-dist';
import { type PageSize, fitPage } from '../pure/fit-page.ts';
import { isNote, notesOf } from '../pure/page-notes.ts';
import { type PageText, type TextRun, pageTextOf } from '../pure/page-text.ts';
import { DrawQueue } from './draw-queue.ts';
import type { DrawPurpose } from '../pure/draw-queue.ts';

/** Of one picture in a page; a larger one is left out rather than taking the memory of the lecture. */
const IMAGE_MAX_PIXELS = 100_000_000;

export interface Drawing {
  readonly page: number;
  /** The page is drawn as large as fits in here. */
  readonly frame: PageSize;
  readonly purpose: DrawPurpose;
  readonly signal?: AbortSignal;
}

export interface PdfPages {
  readonly pages: number;
  draw(drawing: Drawing): Promise<ImageBitmap>;
  text(page: number): Promise<PageText>;
  /** What the author of the file wrote to themselves on the page. */
  notes(page: number): Promise<string>;
  close(): void;
}

export interface OpenOptions {
  /** Asked again after a wrong one; undefined gives up. */
  askPassword: (wasWrong: boolean) => Promise<string | undefined>;
  signal: AbortSignal;
}

/** Takes the bytes away from whoever gives them. Ends with what pdf.js throws, or an AbortError. */
export async function openPdf(bytes: Uint8Array, { askPassword, signal }: OpenOptions): Promise<PdfPages> {
  signal.throwIfAborted();
  const reader = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module', name: 'pdf' });
  const renderer = new Worker(new URL('./pdf-renderer.ts', import.meta.url), {
    ...{ type: 'module', name: 'pdf pages' },
  });
  const worker = PDFWorker.create({ port: reader });
  // There is one for each file: it ends with the file, and all that it holds.
  GlobalWorkerOptions.rendererPorts = [renderer];
  const filesOf = (folder: string) => new URL(`./pdf/${folder}/`, document.baseURI).href;
  const task = getDocument({
    data: bytes,
    worker,
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: filesOf('cmaps'),
    iccUrl: filesOf('iccs'),
    standardFontDataUrl: filesOf('standard_fonts'),
    wasmUrl: filesOf('wasm'),
    // Else only for http: addresses, and Electron's page has another scheme.
    useWorkerFetch: true,
    // Slides look the same on every computer: what a file doesn't bring comes from our own fonts.
    useSystemFonts: false,
    maxImageSize: IMAGE_MAX_PIXELS,
    disableAutoFetch: true,
  });
  const close = () => {
    // Whatever it still had in hand is of no interest to anybody.
    void task.destroy().catch(() => {});
    worker.destroy();
    reader.terminate();
    renderer.terminate();
  };
  signal.addEventListener('abort', close, { once: true });
  task.onPassword = (answer: (password: string) => void, reason: number) => {
    void askPassword(reason === PasswordResponses.INCORRECT_PASSWORD).then((password) => {
      if (password !== undefined) answer(password);
    });
  };
  try {
    const pdf = await Promise.race([task.promise, failureOf(reader), abortOf(signal)]);
    return new OpenPdf(pdf, close);
  } catch (error) {
    close();
    throw error;
  } finally {
    signal.removeEventListener('abort', close);
  }
}

/** A worker that can't be loaded says so nowhere else. */
function failureOf(worker: Worker): Promise<never> {
  return new Promise((_resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message || 'the reader failed')), {
      once: true,
    });
  });
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

class OpenPdf implements PdfPages {
  readonly #pdf: PDFDocumentProxy;
  readonly #queue = new DrawQueue();
  readonly #end: () => void;
  #isClosed = false;

  constructor(pdf: PDFDocumentProxy, end: () => void) {
    this.#pdf = pdf;
    this.#end = end;
  }

  get pages(): number {
    return this.#pdf.numPages;
  }

  draw({ page, frame, purpose, signal }: Drawing): Promise<ImageBitmap> {
    return this.#queue.run(purpose, signal, async () => {
      const proxy = await this.#pdf.getPage(page);
      await this.#hideNotes(proxy);
      return drawPage(proxy, frame, signal);
    });
  }

  async text(page: number): Promise<PageText> {
    const content = await (await this.#pdf.getPage(page)).getTextContent();
    const runs = content.items.flatMap((item): TextRun[] =>
      'str' in item
        ? [{ text: item.str, endsLine: item.hasEOL, height: item.height, y: Number(item.transform[5]) }]
        : [],
    );
    return pageTextOf(runs);
  }

  async notes(page: number): Promise<string> {
    return notesOf(await this.#annotations(await this.#pdf.getPage(page)));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#queue.close();
    this.#end();
  }

  async #annotations(page: PDFPageProxy) {
    const found = (await page.getAnnotations()) as readonly {
      id: string;
      subtype: string;
      contentsObj?: { str?: string };
    }[];
    return found.map(({ id, subtype, contentsObj }) => ({ id, subtype, contents: contentsObj?.str ?? '' }));
  }

  /** What the author wrote to themselves is not for the students. */
  async #hideNotes(page: PDFPageProxy): Promise<void> {
    for (const { id, subtype } of await this.#annotations(page)) {
      if (isNote(subtype)) this.#pdf.annotationStorage.setValue(id, { noPrint: true, hidden: true });
    }
  }
}

async function drawPage(
  page: PDFPageProxy,
  frame: PageSize,
  signal: AbortSignal | undefined,
): Promise<ImageBitmap> {
  const { width, height, scale } = fitPage(page.getViewport({ scale: 1 }), frame);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  // As for printing: drawing for display waits for the window to be seen.
  const task = page.render({
    canvas,
    viewport: page.getViewport({ scale }),
    intent: 'print',
    annotationMode: AnnotationMode.ENABLE_STORAGE,
  });
  const cancel = () => task.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    await task.promise;
    return await createImageBitmap(canvas);
  } finally {
    signal?.removeEventListener('abort', cancel);
    // Both hold memory until something collects it, which may take longer than a lecture leafs.
    canvas.width = 0;
    page.cleanup();
  }
}
