import type {Finding} from '../summaries.ts';
import type {Verdict} from '../verdict.ts';
import {isResting, type NodeFacts, nodeRules} from './rules/node-rules.ts';
import {troublesBy} from './rules/rule.ts';
import {findingsOn, verdictOf} from './trouble.ts';

export interface NodeJudgement {
  readonly health: Verdict;
  readonly findings: readonly Finding[];
}

/** Judges a node by what the managers say of it, by what is measured on it, and by what its tasks met there. */
export function judgeNode(facts: NodeFacts): NodeJudgement {
  const {node} = facts;
  const troubles = troublesBy(nodeRules, facts);
  return {
    health: verdictOf(troubles, isResting(node) ? [{level: 'ok', reason: 'drained'}] : []),
    findings: findingsOn({kind: 'node', id: node.id, name: node.hostname}, troubles),
  };
}
