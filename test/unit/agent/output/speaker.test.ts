import {Buffer} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import type {LineOutput} from '../../../../source/agent/output/line-output.ts';
import {createSpeaker} from '../../../../source/agent/output/speaker.ts';
import {decodeAgentLine, longestAgentLine} from '../../../../source/domain/metrics/agent-line.ts';
import {aFact} from '../../../builders/agent-reports.ts';
import {aNodeUsage, aUsage} from '../../../builders/samples.ts';

const kept = () => {
  const lines: string[] = [];
  const keep = (more: readonly string[]) => void lines.push(...more);
  const output: LineOutput = {figures: keep, facts: keep, dropped: 0, close: () => undefined};
  return {lines, speaker: createSpeaker(output, () => 5_000, 2_000)};
};
const tasks = (count: number) =>
  Array.from({length: count}, (_, index) => ({
    taskId: `task${String(index).padStart(21, '0')}`,
    serviceId: `service${String(index % 7).padStart(18, '0')}`,
    usage: aUsage({memoryBytes: 987_654_321 * 1_024, memoryLimitBytes: 987_654_321 * 1_024}),
  }));

describe('the speaker of the agent', () => {
  it('says all of a tick in one line', () => {
    const {lines, speaker} = kept();
    speaker.figures('node1', {node: aNodeUsage(), tasks: tasks(50), trouble: null});
    expect(lines).toHaveLength(1);
    expect(decodeAgentLine(lines[0] ?? '')?.tasks).toHaveLength(50);
  });

  it('says more than the engine keeps in one line in several, the node in the first', () => {
    const {lines, speaker} = kept();
    speaker.figures('node1', {node: aNodeUsage(), tasks: tasks(1_000), trouble: null});
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(longestAgentLine);
    const reports = lines.map(line => decodeAgentLine(line));
    expect(reports.flatMap(report => report?.tasks ?? [])).toHaveLength(1_000);
    expect(reports.map(report => report?.node !== null)).toEqual(lines.map((_, index) => index === 0));
    expect(reports.map(report => report?.sequence)).toEqual(lines.map((_, index) => index));
  });

  it('says nothing where nothing has happened', () => {
    const {lines, speaker} = kept();
    speaker.facts('node1', []);
    expect(lines).toEqual([]);
    speaker.facts('node1', [aFact({kind: 'oom'})]);
    expect(decodeAgentLine(lines[0] ?? '')).toMatchObject({node: null, facts: [{what: {kind: 'oom'}}]});
  });
});
