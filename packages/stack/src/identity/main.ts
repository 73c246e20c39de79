import { runMain } from '@varde/runtime';
import { startIdentity } from './identity.ts';

await runMain(startIdentity);
