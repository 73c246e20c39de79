import type { AlarmView } from '@varde/contracts';
import type { ApiClient } from '../harness/api.ts';

/** Commands under way at the same time. */
const HANDS = 8;
const CLOSE_LIMIT = 120_000;

/** Answers an alarm and closes it, as fast as the api lets. What somebody else did meanwhile is no fault. */
export const answerAndClose = async (operator: ApiClient, alarmId: string): Promise<void> => {
  await operator.post(`/api/alarms/${alarmId}/answer`);
  await operator.post(`/api/alarms/${alarmId}/close`, { cause: 'test', action: 'none' });
};

/** Closes every alarm of the operators' queue, so that each device of the next point opens a new one. */
export const closeAll = async (operator: ApiClient): Promise<void> => {
  const end = performance.now() + CLOSE_LIMIT;
  for (;;) {
    const { body } = await operator.get<{ items: AlarmView[] }>('/api/alarms?queue=operator&limit=500');
    if (body.items.length === 0) return;
    if (performance.now() > end) throw new Error('the alarms of a point could not be closed in time');
    const left = body.items.map(({ id }) => id);
    const work = async (): Promise<void> => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) await answerAndClose(operator, id);
    };
    await Promise.all(Array.from({ length: HANDS }, work));
  }
};
