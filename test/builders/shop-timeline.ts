import type {TimelineObject} from '../../source/domain/timeline/entry.ts';
import {minuteMs, nowMs} from './objects.ts';
import {anEntry, aSwarmTimeline} from './timeline.ts';

const pay: TimelineObject = {kind: 'service', id: 'pay', name: 'shop_pay'};
const node: TimelineObject = {kind: 'node', id: 'w2', name: 'worker-2'};
const at = (minutesAgo: number, title: string, detail: string) => ({
  id: title,
  timeMs: nowMs - minutesAgo * minuteMs,
  title,
  detail,
});

/** How the shop came to be troubled, as far as consoles saw it. */
export const shopTimeline = async () => {
  const timeline = await aSwarmTimeline([
    anEntry({...at(90, 'shop_pay scaled from 2 to 3', ''), kind: 'scale', severity: 'info', objects: [pay]}),
    anEntry({
      ...at(20, 'worker-2 is down', 'heartbeat failure'),
      kind: 'node',
      objects: [node],
      isLate: true,
    }),
    anEntry({...at(9, 'shop_pay: rollout began', ''), kind: 'rollout', severity: 'info', objects: [pay]}),
    anEntry({
      ...at(8, 'shop_pay.1 failed', 'exit 137 (killed, usually out of memory), on worker-1'),
      objects: [pay],
    }),
    anEntry({...at(7, '12 tasks of shop_pay failed', 'within one second'), count: 12, objects: [pay]}),
    anEntry({
      ...at(6, 'shop_pay: rolled back', '180.0 s after it began'),
      ...{kind: 'rollout', severity: 'warning', objects: [pay]},
    }),
    anEntry({...at(3, 'shop_web.2 became healthy', ''), kind: 'health', severity: 'good', objects: []}),
    anEntry({
      ...at(1, 'restart shop_pay: done', '3/3 running'),
      ...{kind: 'action', severity: 'good', objects: [pay]},
    }),
  ]);
  await timeline.store.cover('a', {fromMs: nowMs - 100 * minuteMs, toMs: nowMs - 60 * minuteMs});
  await timeline.store.cover('b', {fromMs: nowMs - 15 * minuteMs, toMs: nowMs});
  return timeline;
};
