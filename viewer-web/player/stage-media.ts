/** What comes live from the stage, in place of the audience's picture and sound. */
export interface StageMedia {
  readonly picture: MediaStreamTrack | undefined;
  readonly sounds: readonly MediaStreamTrack[];
}
