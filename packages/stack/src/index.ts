export type { StackFile } from './stack-file.ts';
