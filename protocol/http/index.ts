// What goes over plain HTTP: getting in and staying in, what is brought to a class, and the admin's overview. It says nothing
// itself: a page that needs one of these would get whatever stood here with it.
export * from './captions.ts';
export * from './chat.ts';
export * from './class-info.ts';
export * from './class.ts';
export * from './cost.ts';
export * from './encoder.ts';
export * from './error.ts';
export * from './overview.ts';
export * from './recording.ts';
export * from './session.ts';
export * from './watch.ts';
