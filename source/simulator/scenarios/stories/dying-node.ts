import {platformNodes, platformPast} from '../platform.ts';
import {after, type Scenario} from '../scenario.ts';

/** A machine that reboots more and more often, with what only it can run. */
export const dyingNode: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    after(5, stage => stage.crash('shop_db', 137)),
    after(10, stage => stage.cutPower('worker-3')),
    after(32, stage => stage.restorePower('worker-3')),
    after(50, stage => stage.cutPower('worker-3')),
    after(72, stage => stage.restorePower('worker-3')),
    after(84, stage => stage.cutPower('worker-3')),
  ],
};
