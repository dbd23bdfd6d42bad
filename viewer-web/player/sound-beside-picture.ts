import type { HlsConfig, Level, MediaFragment } from 'hls.js';

type SoundConfig = Pick<HlsConfig, 'audioStreamController'>;

/**
 * hls.js begins picture and sound each at its own place. Right behind a discontinuity the two may lie on either side
 * of it, and low-latency loading then waits for ever for a picture that is never loaded: the student sees nothing.
 */
export function soundBesidePicture({ audioStreamController: Loader }: SoundConfig): SoundConfig {
  if (!Loader) return {};
  class SoundBesidePicture extends Loader {
    protected override loadFragment(wanted: MediaFragment, track: Level, at: number): void {
      // Once it plays, what is known may lie far from where the viewer jumped to.
      const begins = track.details?.live && !this.hls.hasEnoughToStart;
      const beside = begins ? fragmentBesidePicture(wanted, track, this.initPTS) : wanted;
      if (beside !== wanted) this.nextLoadPosition = beside.start;
      super.loadFragment(beside, track, beside === wanted ? at : beside.start);
    }
  }
  return { audioStreamController: SoundBesidePicture };
}

/** What is wanted, or, where the picture is known only of what comes after it, the first of that. */
export function fragmentBesidePicture(
  wanted: MediaFragment,
  { details }: Pick<Level, 'details'>,
  pictures: readonly unknown[],
): MediaFragment {
  const isKnown = (fragment: MediaFragment) => pictures[fragment.cc] !== undefined;
  if (!details || isKnown(wanted)) return wanted;
  const newest = details.fragmentHint ? [details.fragmentHint] : [];
  const later = [...details.fragments, ...newest].find(
    (fragment) => fragment.cc > wanted.cc && isKnown(fragment),
  );
  return later ?? wanted;
}
