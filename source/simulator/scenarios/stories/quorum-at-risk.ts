import {platformNodes, platformPast} from '../platform.ts';
import {after, type Scenario} from '../scenario.ts';

/** After the first loss nothing may happen to another manager; then something does, for a while. */
export const quorumAtRisk: Scenario = {
  nodes: platformNodes,
  beats: [
    ...platformPast,
    after(6, stage => stage.cutPower('manager-3')),
    after(50, stage => stage.cutPower('manager-2')),
    after(95, stage => stage.restorePower('manager-2')),
  ],
};
