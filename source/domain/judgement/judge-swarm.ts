import type {EngineInfo} from '../model/index.ts';
import type {Finding} from '../summaries.ts';
import type {Alarm} from './alarm.ts';
import {authorityRules, engineRules} from './rules/engine-rules.ts';
import {troublesBy} from './rules/rule.ts';
import {type SwarmFacts, swarmRules} from './rules/swarm-rules.ts';
import {findingsOn} from './trouble.ts';

const swarm: Finding['object'] = {kind: 'swarm', id: 'swarm', name: 'swarm'};

/** What is wrong with the swarm rather than with one of its nodes. */
export const judgeSwarm = (facts: SwarmFacts): readonly Finding[] =>
  findingsOn(swarm, troublesBy(swarmRules, facts));

/** What is wrong with the connected engine, and what only it tells of the swarm. */
export function judgeEngine(info: EngineInfo, alarm: Alarm): readonly Finding[] {
  const facts = {info, alarm};
  return [
    ...findingsOn({kind: 'engine', id: 'engine', name: info.name}, troublesBy(engineRules, facts)),
    ...findingsOn(swarm, troublesBy(authorityRules, facts)),
  ];
}
