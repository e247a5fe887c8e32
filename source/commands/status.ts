import type {Snapshot} from '../cluster/cluster.ts';
import {sinceInWords} from '../domain/age.ts';
import type {Finding} from '../domain/summaries.ts';
import {blastRadius} from '../store/blast-radius.ts';
import type {RunCommand} from './command.ts';
import {look} from './look.ts';
import {safeJson} from './output/json.ts';
import {createPaint, type Paint, plainLine} from './output/paint.ts';
import {reportDoubts} from './report-doubts.ts';
import {
  findingListenMs,
  findingSources,
  reportStatus,
  type StatusReport,
  statusJson,
  statusSources,
} from './status-report.ts';

/** Runs `medianest status`. */
export const runStatus: RunCommand = (invocation, ports) =>
  look(
    invocation,
    ports,
    [...statusSources, ...findingSources],
    snapshot => {
      const {store} = snapshot;
      const isFresh = reportDoubts('status', store, statusSources, ports);
      if (invocation.options.format === 'json') {
        ports.out(`${safeJson(statusJson(snapshot), 2)}\n`);
      } else {
        const paint = createPaint(invocation.options.color);
        const lines = [
          ...summaryLines(snapshot, isFresh, paint),
          ...findingLines(snapshot, ports.nowMs(), paint),
        ];
        ports.out(`${lines.join('\n')}\n`);
      }
      return isFresh ? 0 : 3;
    },
    findingListenMs,
  );

function summaryLines({store, endpoint}: Snapshot, isFresh: boolean, paint: Paint): readonly string[] {
  const report = reportStatus(store);
  const engine = `${plainLine(endpoint.context)} (${plainLine(endpoint.host)}, by ${plainLine(endpoint.why)})`;
  const line = (name: string, text: string | null) => {
    const known =
      text === null ? paint('not known', 'unknown') : text + (isFresh ? '' : paint('  STALE', 'unknown'));
    return `${name.padEnd(10)}${known}`;
  };
  return [
    `${'context'.padEnd(10)}${engine}`,
    line('managers', report.managers && managersText(report.managers, paint)),
    line('nodes', report.nodes && nodesText(report.nodes, paint)),
    line('services', report.services && servicesText(report.services, paint)),
    line('tasks', report.tasks && tasksText(report.tasks)),
  ];
}

function managersText(managers: NonNullable<StatusReport['managers']>, paint: Paint): string {
  const count = `${managers.reachable}/${managers.total} reachable, ${managers.quorum} needed`;
  if (!managers.hasQuorum) {
    return paint(`${count}: quorum is lost`, 'critical');
  }
  const leader = managers.leader === null ? 'no leader known' : `leader ${plainLine(managers.leader)}`;
  return `${count}, may lose ${managers.tolerance}, ${leader}`;
}

function nodesText(nodes: NonNullable<StatusReport['nodes']>, paint: Paint): string {
  const parts = [
    `${nodes.ready}/${nodes.total} ready`,
    ...(nodes.down > 0 ? [paint(`${nodes.down} down`, 'critical')] : []),
    ...(nodes.unknown > 0 ? [paint(`${nodes.unknown} unknown`, 'unknown')] : []),
    ...(nodes.notActive > 0 ? [paint(`${nodes.notActive} paused or drained`, 'warning')] : []),
  ];
  return parts.join(', ');
}

function servicesText(services: NonNullable<StatusReport['services']>, paint: Paint): string {
  const worse = (['critical', 'warning', 'unknown', 'progress'] as const)
    .filter(level => services[level] > 0)
    .map(level => paint(`${services[level]} ${level === 'progress' ? 'in progress' : level}`, level));
  return [`${services.ok}/${services.total} ok`, ...worse].join(', ');
}

function tasksText(tasks: {readonly running: number; readonly desired: number}): string {
  return `${tasks.running}/${tasks.desired} running`;
}

function blastIn(store: Snapshot['store'], finding: Finding): string {
  const blast = blastRadius(store, finding);
  return blast === '' ? '' : `blast radius: ${blast}`;
}

function findingLines({store}: Snapshot, nowMs: number, paint: Paint): readonly string[] {
  if (store.findings.length === 0) {
    return [];
  }
  const lines = store.findings.flatMap(finding => {
    const since = finding.sinceMs === null ? '' : ` (${sinceInWords(nowMs - finding.sinceMs)})`;
    const {kind, name} = finding.object;
    const head = `${paint(finding.level, finding.level)}  ${kind} ${plainLine(name)}: ${plainLine(finding.title)}${since}`;
    return [
      head,
      ...[finding.reason, blastIn(store, finding), finding.next]
        .filter(text => text !== '')
        .map(text => `    ${plainLine(text)}`),
    ];
  });
  return ['', ...lines];
}
