import type { CaptionsDefault } from '@rostrum/protocol/administration';

/** As it stands in a class's row. */
export function captionsOf(column: string | undefined): CaptionsDefault {
  switch (column) {
    case undefined:
      return { is: 'server' };
    case 'off':
      return { is: 'off' };
    default:
      return { is: 'language', language: column };
  }
}

/** The other way; no language is called off, which has three letters and isn't one of ISO 639. */
export function captionsText(captions: CaptionsDefault): string | null {
  switch (captions.is) {
    case 'server':
      return null;
    case 'off':
      return 'off';
    case 'language':
      return captions.language;
  }
}
