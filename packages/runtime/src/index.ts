export * from './config.ts';
export * from './health.ts';
export * from './health-lanes.ts';
export * from './health-server.ts';
export * from './log.ts';
export * from './metrics.ts';
export * from './repeat.ts';
export * from './run-main.ts';
