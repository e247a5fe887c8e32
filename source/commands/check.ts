import type {Finding} from '../domain/summaries.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {RunCommand} from './command.ts';
import {asEngineFailure} from './failure.ts';
import {look} from './look.ts';
import {plainLine} from './output/paint.ts';
import {reportStatus, statusSources} from './status-report.ts';
import {doubts} from './truth.ts';

const words = {0: 'OK', 1: 'WARNING', 2: 'CRITICAL', 3: 'UNKNOWN'} as const;
type Verdict = keyof typeof words;

/** What a monitoring system gets. */
export interface CheckResult {
  readonly code: Verdict;
  readonly text: string;
}

/**
 * Runs `medianest check`: one line with performance data, reasons below, as monitoring plugins have it. Everything goes
 * to standard output, since such systems read nothing else.
 */
export const runCheck: RunCommand = async (invocation, ports) => {
  try {
    // Not the engine's own state: it is the slowest answer of all, and asked for by itself when something is wrong.
    return await look(invocation, ports, [...statusSources, 'containers'], ({store}) => {
      const {code, text} = checkStore(store);
      ports.out(text);
      return code;
    });
  } catch (error) {
    const failure = asEngineFailure(error);
    if (failure === null) {
      throw error;
    }
    ports.out(
      `SWARM UNKNOWN - ${inLine(failure.message)}\n${failure.hint === '' ? '' : `${inLine(failure.hint)}\n`}`,
    );
    return 3;
  }
};

/** Judges a store: critical before unknown before warning, because what is not known may be worse than a warning. */
export function checkStore(store: ClusterStore): CheckResult {
  const unsure = doubts(store, statusSources);
  const quorumLost = store.quorum?.hasQuorum === false || store.connection.membership?.kind === 'no-quorum';
  const has = (level: Finding['level']) => faults(store).some(finding => finding.level === level);
  const code: Verdict =
    quorumLost || has('critical') ? 2 : unsure.length > 0 || has('unknown') ? 3 : has('warning') ? 1 : 0;
  const reasons = [
    ...unsure.map(line => `UNKNOWN: ${inLine(line)}`),
    ...store.findings.map(
      finding =>
        `${finding.isHint ? 'HINT' : finding.level.toUpperCase()}: ${finding.object.kind} ${inLine(finding.object.name)}: ${inLine(finding.title)}${finding.reason === '' ? '' : ` (${inLine(finding.reason)})`}`,
    ),
  ];
  const perfdata = performanceData(store);
  const first = `SWARM ${words[code]} - ${headline(store, quorumLost)}${perfdata === '' ? '' : ` | ${perfdata}`}`;
  return {code, text: `${[first, ...reasons].join('\n')}\n`};
}

/** What is wrong; advice for later (an even number of managers, engines of several versions) is no alarm. */
const faults = (store: ClusterStore): readonly Finding[] => store.findings.filter(finding => !finding.isHint);

/** The bar divides text from performance data, so it may stand nowhere else. */
function inLine(text: string): string {
  return plainLine(text).replaceAll('|', '/');
}

function headline(store: ClusterStore, quorumLost: boolean): string {
  const {managers, nodes, services} = reportStatus(store);
  const parts = [
    ...(quorumLost ? ['quorum is lost'] : []),
    managers === null ? 'managers not known' : `managers ${managers.reachable}/${managers.total}`,
    nodes === null ? 'nodes not known' : `nodes ${nodes.ready}/${nodes.total}`,
    services === null ? 'services not known' : `services ${services.ok}/${services.total}`,
  ];
  const [worst, ...others] = faults(store);
  const finding =
    worst === undefined
      ? ''
      : `; ${worst.object.kind} ${inLine(worst.object.name)}: ${inLine(worst.title)}${others.length > 0 ? ` (+${others.length} more)` : ''}`;
  return parts.join(', ') + finding;
}

/** `label=value;warn;crit;min;max`. What is not known is left out: a 0 would be drawn as an outage. */
function performanceData(store: ClusterStore): string {
  const {managers, nodes, services, tasks} = reportStatus(store);
  return [
    ...(managers === null
      ? []
      : [
          `managers_reachable=${managers.reachable};;${managers.quorum}:;0;${managers.total}`,
          `managers_tolerance=${managers.tolerance}`,
        ]),
    ...(nodes === null ? [] : [`nodes_ready=${nodes.ready};;;0;${nodes.total}`]),
    ...(services === null ? [] : [`services_ok=${services.ok};;;0;${services.total}`]),
    ...(tasks === null ? [] : [`tasks_running=${tasks.running};;;0;${tasks.desired}`]),
    `findings=${faults(store).length};;;0`,
  ].join(' ');
}
