import type {Scenario} from './scenario.ts';
import type {ScenarioName} from './scenario-names.ts';
import {badDeploy} from './stories/bad-deploy.ts';
import {dyingNode} from './stories/dying-node.ts';
import {flapping} from './stories/flapping.ts';
import {fullCluster} from './stories/full-cluster.ts';
import {homelab} from './stories/homelab.ts';
import {quorumAtRisk} from './stories/quorum-at-risk.ts';

const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  homelab,
  'bad-deploy': badDeploy,
  'dying-node': dyingNode,
  'full-cluster': fullCluster,
  'quorum-at-risk': quorumAtRisk,
  flapping,
};

/** A name without a scenario does not compile. */
export const findScenario = (name: ScenarioName): Scenario => scenarios[name];
