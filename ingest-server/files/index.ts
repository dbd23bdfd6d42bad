// Owns the files that staff bring to a class: what may come in, how much of it, and when it goes again.
// Must not know how a file travels, nor who may bring or fetch it.
export { type Brought, ClassFiles } from './class-files.ts';
