export * from './http/alarm.schema.ts';
export * from './http/device.schema.ts';
export * from './http/problem.schema.ts';
export * from './mqtt/message.ts';
export * from './mqtt/receipt.ts';
export * from './mqtt/status.ts';
export * from './mqtt/topics.ts';
export * from './queue/jobs.ts';
