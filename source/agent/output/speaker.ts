import {Buffer} from 'node:buffer';
import {encodeAgentLine, longestAgentLine} from '../../domain/metrics/agent-line.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {ContainerFact} from '../../domain/metrics/container-fact.ts';
import type {LineOutput} from './line-output.ts';

/** What is said of one tick. */
type TickFigures = Pick<AgentReport, 'node' | 'tasks' | 'trouble'>;

/** Makes lines of what is to be told. */
export interface Speaker {
  figures(nodeId: string, figures: TickFigures): void;
  facts(nodeId: string, facts: readonly ContainerFact[]): void;
}

type Part = Pick<AgentReport, 'nodeId' | 'node' | 'tasks' | 'trouble' | 'facts'>;

/** `everyMs` is told in each line, so that a reader knows when the next one is due. */
export const createSpeaker = (output: LineOutput, now: () => number, everyMs: number): Speaker => {
  let sequence = 0;

  /** One line; where the engine would break it, one for each half. */
  const linesOf = <Value>(
    values: readonly Value[],
    partOf: (values: readonly Value[], isFirst: boolean) => Part,
  ): readonly string[] => {
    const lines: string[] = [];
    const say = (some: readonly Value[]): void => {
      const part = partOf(some, lines.length === 0);
      const line = encodeAgentLine({version: 1, sequence, atMs: now(), everyMs, ...part});
      if (some.length > 1 && Buffer.byteLength(line) > longestAgentLine) {
        const middle = some.length >> 1;
        say(some.slice(0, middle));
        say(some.slice(middle));
        return;
      }
      sequence += 1;
      lines.push(line);
    };
    say(values);
    return lines;
  };

  return {
    figures(nodeId, {node, tasks, trouble}) {
      output.figures(
        linesOf(tasks, (some, isFirst) => ({
          nodeId,
          node: isFirst ? node : null,
          tasks: some,
          trouble,
          facts: [],
        })),
      );
    },
    facts(nodeId, facts) {
      if (facts.length === 0) return;
      output.facts(linesOf(facts, some => ({nodeId, node: null, tasks: [], trouble: null, facts: some})));
    },
  };
};
