import {hasAgent, isAgentService} from '../../domain/agent-service.ts';
import type {Source} from '../../domain/freshness.ts';
import type {AgentReport} from '../../domain/metrics/agent-report.ts';
import type {Node, Service} from '../../domain/model/index.ts';
import type {Level} from '../../domain/verdict.ts';
import type {CommandPorts, Invocation} from '../command.ts';
import type {ExitCode} from '../exit-codes.ts';
import {look} from '../look.ts';
import {safeJson} from '../output/json.ts';
import {createPaint} from '../output/paint.ts';
import {textTable} from '../output/text-table.ts';
import {reportDoubts} from '../report-doubts.ts';

/** Whether the agent of a node reports. */
interface AgentState {
  readonly node: string;
  readonly state: 'reports' | 'silent' | 'engine silent' | 'none wanted';
  readonly level: Level;
  readonly everyMs: number | null;
  readonly containers: number | null;
  readonly reason: string;
}

const sources: readonly Source[] = ['nodes', 'services'];

/** Tells which nodes have an agent that reports, by what they say now. */
export const tellAgents = (invocation: Invocation, ports: CommandPorts): Promise<ExitCode> =>
  look(invocation, ports, [...sources, 'agents'], async ({store, reports}) => {
    const isFresh = reportDoubts('agent', store, sources, ports);
    const service = [...store.table('services').values()].find(isAgentService);
    if (service === undefined && isFresh) {
      ports.err('medianest agent: no agent is deployed: medianest agent deploy --image REF\n');
      return 1;
    }
    const nodes = [...store.table('nodes').values()].sort((a, b) => (a.hostname < b.hostname ? -1 : 1));
    const states = nodes.map(node => stateOf(node, reports));
    await write(service, states, invocation, ports);
    return isFresh && states.every(({level}) => level === 'ok') ? 0 : 3;
  });

function stateOf(node: Node, reports: readonly AgentReport[]): AgentState {
  const own = reports.filter(report => report.nodeId === node.id);
  const told = own.findLast(report => report.node !== null);
  const known = {node: node.hostname, everyMs: told?.everyMs ?? null};
  if (told !== undefined) {
    const containers = own.reduce((sum, report) => sum + report.tasks.length, 0);
    return told.trouble === null
      ? {...known, containers, state: 'reports', level: 'ok', reason: ''}
      : {...known, containers: null, state: 'engine silent', level: 'warning', reason: told.trouble};
  }
  const silent = {...known, containers: null};
  if (node.state !== 'ready')
    return {...silent, state: 'none wanted', level: 'ok', reason: `the node is ${node.state}`};
  return hasAgent(node)
    ? {...silent, state: 'silent', level: 'critical', reason: 'it has said nothing for some seconds'}
    : {
        ...silent,
        state: 'none wanted',
        level: 'ok',
        reason: 'the node is drained, and Swarm runs nothing there',
      };
}

async function write(
  service: Service | undefined,
  states: readonly AgentState[],
  {options}: Invocation,
  ports: CommandPorts,
): Promise<void> {
  if (options.format === 'json') {
    const agents = states.map(({level: _level, ...state}) => state);
    ports.out(`${safeJson({service: service?.name ?? null, image: service?.image ?? null, agents}, 2)}\n`);
    return;
  }
  const columns = [
    {title: 'NODE'},
    {title: 'AGENT'},
    {title: 'EVERY', align: 'right' as const},
    {title: 'CONTAINERS', align: 'right' as const},
    {title: 'REASON', gives: true},
  ];
  const rows = states.map(({node, state, level, everyMs, containers, reason}) => [
    {text: node},
    {text: state, level},
    {text: everyMs === null ? '' : `${everyMs / 1_000} s`},
    {text: containers === null ? '' : String(containers)},
    {text: reason},
  ]);
  const width = options.truncate ? ports.terminal.columns : null;
  ports.out(await textTable(columns, rows, width, createPaint(options.color)));
}
