import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmView, StreamAlarm } from '@varde/contracts';
import type { ApiClient } from '../../harness/api.ts';
import type { Floor } from './floor.ts';
import { followStream } from './follow-stream.ts';

/** Milliseconds: nobody talks here, but somebody has it for a while. */
const TALK = 150;
/** Without an offer for so long, one asks for the next: what everybody was asked about rings for all. */
const IDLE = 1_000;
const AFTER_FAULT = 500;
const LOOK_EVERY = 50;
/** A device that is being watched keeps its alarm open for so long at most. */
const HELD_AT_MOST = 30_000;

export type OperatorOptions = {
  readonly api: ApiClient;
  readonly floor: Floor;
  readonly isHeld: (deviceId: string) => boolean;
  readonly signal: AbortSignal;
};

/** One who takes what is offered, else the next; answers, and closes. Whatever dies meanwhile, goes on afterwards. */
export const runOperator = async ({ api, floor, isHeld, signal }: OperatorOptions): Promise<void> => {
  const me = (await api.get<{ id: string }>('/api/me')).body.id;
  const offered: string[] = [];
  /** Something was asked and nobody knows what came of it. */
  let unsure = true;

  const listening = followStream(
    api.url,
    api.token,
    ({ event, data, at }) => {
      if (event === 'offer') offered.push((JSON.parse(data) as { alarm: AlarmView }).alarm.id);
      // Thousands of other alarms pass by here.
      else if (event === 'alarm' && data.includes('"fire-alarm"')) floor.saw(me, JSON.parse(data) as StreamAlarm, at);
    },
    signal,
  );

  const finish = async (alarm: AlarmView): Promise<void> => {
    floor.took(me, alarm.id);
    const end = Date.now() + HELD_AT_MOST;
    do await sleep(TALK);
    while (alarm.device !== undefined && isHeld(alarm.device.id) && Date.now() < end && !signal.aborted);
    floor.letGo(alarm.id);
    const { status } = await api.post(`/api/alarms/${alarm.id}/close`, { cause: 'false-alarm', action: 'talked' });
    if (status !== 200) unsure = true;
  };

  const answer = async (alarmId: string): Promise<void> => {
    const { status, body } = await api.post<AlarmView>(`/api/alarms/${alarmId}/answer`);
    if (status === 200) await finish(body);
    else if (status >= 500) unsure = true;
  };

  /** What is in my hand, whoever knows since when. */
  const takeUp = async (): Promise<void> => {
    const { status, body } = await api.get<{ items: AlarmView[] }>('/api/alarms?state=handling&limit=500');
    if (status !== 200) throw new Error(`the list answered ${status}`);
    await api.put('/api/me/presence', { available: true });
    unsure = false;
    for (const alarm of body.items) if (alarm.operator?.id === me) await finish(alarm);
  };

  let askAt = Date.now() + IDLE;

  const nextOne = async (): Promise<string | undefined> => {
    const mine = offered.shift();
    if (mine !== undefined || Date.now() < askAt) return mine;
    askAt = Date.now() + IDLE;
    const { status, body } = await api.post<AlarmView | null>('/api/alarms/next');
    return status === 200 ? body?.id : undefined;
  };

  const work = async (): Promise<void> => {
    if (unsure) await takeUp();
    const alarmId = await nextOne();
    if (alarmId === undefined) return void (await sleep(LOOK_EVERY));
    await answer(alarmId);
    askAt = Date.now() + IDLE;
  };

  while (!signal.aborted) {
    try {
      await work();
    } catch {
      unsure = true;
      await sleep(AFTER_FAULT);
    }
  }
  await listening;
};
