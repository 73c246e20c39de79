export * from './build-seed.ts';
export * from './load-seed.ts';
export * from './seed.ts';
export { DEMO_STAFF } from './stavanger/staff.ts';
