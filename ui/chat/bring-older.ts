/** Asks for messages of an earlier time: they are there and wait to be shown, or words say why they are not. */
export type BringOlder = () => Promise<{ is: 'there'; show: () => void } | { is: 'missing'; words: string }>;
