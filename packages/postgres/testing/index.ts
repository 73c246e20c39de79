export * from './rings.ts';
export * from './test-database.ts';
export * from './test-records.ts';
