import type { ClassId, StreamId } from '@rostrum/protocol/room';

/** A stream, by its class and its own id. */
export interface StreamKeys {
  readonly classId: ClassId;
  readonly streamId: StreamId;
}

/** Everything that is kept of a stream is under this key and a slash. */
export const folderOf = ({ classId, streamId }: StreamKeys) => `media/${classId}/${streamId}`;
export const segmentKey = (stream: StreamKeys, rung: string, msn: number) =>
  `${folderOf(stream)}/${rung}/${msn}.m4s`;
export const initKey = (stream: StreamKeys, rung: string, run: number) =>
  `${folderOf(stream)}/${rung}/init-${run}.mp4`;
export const manifestKey = (stream: StreamKeys) => `${folderOf(stream)}/recording.json`;
export const extraKey = (stream: StreamKeys, name: string) => `${folderOf(stream)}/${name}`;
export const downloadKey = (stream: StreamKeys, rung: string) => `${folderOf(stream)}/download/${rung}.mp4`;

/** For maps: an id has no slash. */
export const nameOf = ({ classId, streamId }: StreamKeys) => `${classId}/${streamId}`;
