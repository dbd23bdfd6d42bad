export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** How large a page is drawn so that it fits into `frame`: whole pixels, at least one, its own shape. */
export function fitPage(page: PageSize, frame: PageSize): PageSize & { scale: number } {
  const scale = Math.min(frame.width / page.width, frame.height / page.height);
  return {
    width: Math.max(1, Math.round(page.width * scale)),
    height: Math.max(1, Math.round(page.height * scale)),
    scale,
  };
}
