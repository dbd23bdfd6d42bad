// Owns what classes use (what is sent, people's time, compute, storage), written down by class, stream and month, and
// what that costs by an institution's prices. Must not know how anything is sent, nor who may ask.
export { ClassCosts, type ClassCostsOptions, type CostedClass } from './class-costs.ts';
export { type NotePrices } from './prices.ts';
export { type LiveClass } from './usage-ledger.ts';
