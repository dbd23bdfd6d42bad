// How often somebody may do something: buckets of tries that fill again with time. The clock is passed in.
export { Limit } from './limit.ts';
export { type Bucket, type BucketSize, take } from './token-bucket.ts';
