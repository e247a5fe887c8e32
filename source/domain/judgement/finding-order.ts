import {naturalCompareKey} from '../natural-key.ts';
import type {Finding} from '../summaries.ts';
import {severity} from '../verdict.ts';

/** What concerns everything comes before what concerns one object. */
const kinds: Readonly<Record<Finding['object']['kind'], number>> = {
  engine: 0,
  swarm: 1,
  node: 2,
  service: 3,
  task: 4,
};

/** Sort key of a finding, compared with `<`: worst first, hints last, then by object. Unique, because it ends in the key. */
export function findingOrderKey(finding: Finding): string {
  const rank = finding.isHint === true ? 9 : severity.critical - severity[finding.level];
  return `${rank}${kinds[finding.object.kind]}${naturalCompareKey(finding.object.name)}\u0000${finding.key}`;
}
