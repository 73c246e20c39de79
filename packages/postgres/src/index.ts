export * from './alarm-row.ts';
export * from './alarm-store.ts';
export * from './change-log.ts';
export * from './database.ts';
export * from './timestamp.ts';
