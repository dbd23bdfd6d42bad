/** One frame of planar YUV 4:2:0. */
export interface Frame {
  bytes: Buffer;
  width: number;
  height: number;
}
