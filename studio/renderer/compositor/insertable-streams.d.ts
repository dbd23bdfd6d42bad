// Chromium's way from a track to frames and back, which TypeScript's DOM library does not know. Both exist on the main
// thread only; their streams are handed to a worker.
interface MediaStreamTrackProcessor<Data> {
  readonly readable: ReadableStream<Data>;
}

declare const MediaStreamTrackProcessor: {
  new <Data extends VideoFrame | AudioData = VideoFrame>(init: {
    track: MediaStreamTrack;
    maxBufferSize?: number;
  }): MediaStreamTrackProcessor<Data>;
};

interface MediaStreamTrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<VideoFrame>;
}

declare const MediaStreamTrackGenerator: {
  new (init: { kind: 'video' }): MediaStreamTrackGenerator;
};
