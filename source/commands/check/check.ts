import type {Snapshot} from '../../cluster/cluster.ts';
import type {Finding} from '../../domain/summaries.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {readHealth} from '../../store/health/read-health.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import {asEngineFailure} from '../failure.ts';
import {look} from '../look.ts';
import {safeJson} from '../output/json.ts';
import {findingListenMs, findingSources, reportStatus, statusSources} from '../status-report.ts';
import {doubts} from '../truth.ts';
import {checkJson} from './check-json.ts';
import {checkParts, codeOf} from './check-parts.ts';
import {type CheckCode, codeWords, worstCode} from './codes.ts';
import {findScopes} from './find-scopes.ts';
import {inLine} from './in-line.ts';

/** What a monitoring system gets. */
export interface CheckResult {
  readonly code: CheckCode;
  readonly text: string;
}

/** Probes may wait for their own timeouts, some after another. */
const probesMs = 25_000;

/**
 * Runs `medianest check`: one line with performance data, reasons below, as monitoring plugins have it. Everything goes
 * to standard output, since such systems read nothing else.
 */
export const runCheck: RunCommand = async (invocation, ports) => {
  const {check, format} = invocation.options;
  const isJson = format === 'json';
  const isWhole = Object.values(check).every(names => names.length === 0);
  try {
    return await look(
      invocation,
      ports,
      [...statusSources, ...findingSources],
      async snapshot => {
        const {code, text} = isWhole
          ? checkWhole(snapshot, isJson, ports)
          : await checkSome(snapshot, invocation, ports);
        ports.out(text);
        return code;
      },
      findingListenMs,
    );
  } catch (error) {
    const failure = asEngineFailure(error);
    if (failure === null) {
      throw error;
    }
    if (isJson) {
      ports.out(`${safeJson({code: 3, status: 'UNKNOWN', error: failure.message, hint: failure.hint}, 2)}\n`);
      return 3;
    }
    ports.out(
      `SWARM UNKNOWN - ${inLine(failure.message)}\n${failure.hint === '' ? '' : `${inLine(failure.hint)}\n`}`,
    );
    return 3;
  }
};

/** Of the whole swarm the findings tell; what health sees beside them (a slow engine, a wrong clock) can only add to it. */
function checkWhole(snapshot: Snapshot, isJson: boolean, {nowMs}: CommandPorts): CheckResult {
  const health = readHealth({...healthParts(snapshot), nowMs: nowMs()});
  const [worst = ''] = health.reasons;
  const found = checkStore(snapshot.store);
  const code = worstCode([found.code, codeOf[health.state]]);
  if (isJson) return {code, text: `${safeJson(checkJson(code, [{...health, scope: null}]), 2)}\n`};
  const isAdded = code !== found.code;
  return isAdded
    ? {
        code,
        text: `${found.text.replace(/^SWARM \w+ -/, `SWARM ${codeWords[code]} -`)}${codeWords[code]}: ${inLine(worst)}\n`,
      }
    : found;
}

/** Of a swarm that cannot be told nothing can be found, so that its silence is told, not that a name is wrong. */
async function checkSome(
  snapshot: Snapshot,
  {options: {check, format, timeoutMs}}: Invocation,
  {nowMs}: CommandPorts,
): Promise<CheckResult> {
  const isJson = format === 'json';
  const refuse = (message: string): CheckResult => ({
    code: 3,
    text: isJson
      ? `${safeJson({code: 3, status: 'UNKNOWN', error: message}, 2)}\n`
      : `SWARM UNKNOWN - ${inLine(message)}\n`,
  });
  const {store} = snapshot;
  const [doubt] = doubts(store, statusSources);
  const found = findScopes(store, check);
  if (found.kind === 'problem') return refuse(doubt ?? found.message);
  const isTrying = check.tiers.includes('endpoints');
  if (isTrying) await snapshot.tryProbes(timeoutMs ?? probesMs);
  const isTold = snapshot.health.probes.length > 0;
  const why = isTold ? null : isTrying ? 'none answered in time' : healthParts(snapshot).whyNoProbes;
  const result = checkParts({...healthParts(snapshot), whyNoProbes: why, nowMs: nowMs()}, found.scopes);
  return {
    code: result.code,
    text: isJson ? `${safeJson(checkJson(result.code, result.parts), 2)}\n` : result.text,
  };
}

const healthParts = ({store, health}: Snapshot) => ({
  store,
  book: health,
  whyNoProbes: 'check --tier endpoints tries them',
});

/** Judges a store: critical before unknown before warning, because what is not known may be worse than a warning. */
export function checkStore(store: ClusterStore): CheckResult {
  const unsure = doubts(store, statusSources);
  const quorumLost = store.quorum?.hasQuorum === false || store.connection.membership?.kind === 'no-quorum';
  const has = (level: Finding['level']) => faults(store).some(finding => finding.level === level);
  const code: CheckCode =
    quorumLost || has('critical') ? 2 : unsure.length > 0 || has('unknown') ? 3 : has('warning') ? 1 : 0;
  const reasons = [
    ...unsure.map(line => `UNKNOWN: ${inLine(line)}`),
    ...store.findings.map(
      finding =>
        `${finding.isHint ? 'HINT' : finding.level.toUpperCase()}: ${finding.object.kind} ${inLine(finding.object.name)}: ${inLine(finding.title)}${finding.reason === '' ? '' : ` (${inLine(finding.reason)})`}`,
    ),
  ];
  const perfdata = performanceData(store);
  const first = `SWARM ${codeWords[code]} - ${headline(store, quorumLost)}${perfdata === '' ? '' : ` | ${perfdata}`}`;
  return {code, text: `${[first, ...reasons].join('\n')}\n`};
}

/** What is wrong; advice for later (an even number of managers, engines of several versions) is no alarm. */
const faults = (store: ClusterStore): readonly Finding[] => store.findings.filter(finding => !finding.isHint);

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
