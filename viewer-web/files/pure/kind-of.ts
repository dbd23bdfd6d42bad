import type { SharedItem } from '@rostrum/protocol/room';

export type ItemKind = 'pdf' | 'picture' | 'text' | 'table' | 'archive' | 'slides' | 'document' | 'link';

/** What it is, as somebody would say it. */
export function kindOf(item: SharedItem): ItemKind {
  if (item.kind === 'link') return 'link';
  switch (item.mediaType) {
    case 'application/pdf':
      return 'pdf';
    case 'image/png':
    case 'image/jpeg':
    case 'image/webp':
      return 'picture';
    case 'text/plain':
      return 'text';
    case 'text/csv':
    case 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
      return 'table';
    case 'application/zip':
      return 'archive';
    case 'application/vnd.openxmlformats-officedocument.presentationml.presentation':
      return 'slides';
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return 'document';
  }
}

/** Where a link leads, for whoever wants to know before; empty where that is nowhere. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
