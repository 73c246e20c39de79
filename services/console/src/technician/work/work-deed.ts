import type { WorkView } from '@varde/contracts';
import type { Deed } from '../core/create-technician.ts';

export const workDeed = (
  work: Pick<WorkView, 'key'>,
  name: string,
  kind: 'take' | 'release' | 'comment',
  body: Deed['body'] = {},
): Deed => ({
  kind,
  method: 'POST',
  path: `/api/worklist/${encodeURIComponent(work.key)}/${kind}`,
  body,
  subject: work.key,
  name,
});
