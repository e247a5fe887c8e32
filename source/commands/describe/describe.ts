import type {Snapshot} from '../../cluster/cluster.ts';
import {nearest} from '../../domain/nearest.ts';
import type {Finding} from '../../domain/summaries.ts';
import type {CommandPorts, Invocation, RunCommand} from '../command.ts';
import type {JsonValue} from '../lists/listing.ts';
import {look} from '../look.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {textTable} from '../output/text-table.ts';
import {reportDoubts} from '../report-doubts.ts';
import {isKnown} from '../truth.ts';
import {type Description, describers} from './describe-kinds.ts';
import {describedKinds} from './kinds.ts';

/** Runs `medianest describe KIND NAME|ID`. */
export const runDescribe: RunCommand = async (invocation, ports) => {
  const [kindWord = '', wanted = ''] = invocation.operands;
  const entry = describedKinds.find(each => each.kind === kindWord || each.list === kindWord);
  if (entry === undefined) {
    const kinds = describedKinds.map(each => each.kind);
    const meant = nearest(kindWord, kinds);
    const advice = meant === null ? `Kinds: ${kinds.join(', ')}.` : `Did you mean "${meant}"?`;
    ports.err(`medianest describe: there is no kind "${plainLine(kindWord)}". ${advice}\n`);
    return 2;
  }
  const describer = describers[entry.kind];
  return look(invocation, ports, describer.asked, async snapshot => {
    const {store} = snapshot;
    const isFresh = reportDoubts('describe', store, describer.sources, ports);
    if (!describer.sources.every(source => isKnown(store, source))) {
      return 3;
    }
    const description = describer.describe(store, wanted, ports.nowMs());
    if (description.kind === 'problem') {
      ports.err(`medianest describe: ${plainLine(description.message)}\n`);
      return isFresh ? 1 : 3;
    }
    const engine =
      description.inspect === null ? null : await snapshot.inspect(description.inspect, description.id);
    const freshness = isFresh ? 'live' : 'stale';
    const text =
      invocation.options.format === 'json'
        ? jsonText(entry.kind, description, engine, findingsOf(snapshot, description), freshness)
        : await plainText(
            description,
            engine,
            findingsOf(snapshot, description),
            freshness,
            invocation,
            ports,
          );
    ports.out(text);
    return isFresh ? 0 : 3;
  });
};

function findingsOf({store}: Snapshot, {id}: Description): readonly Finding[] {
  return store.findings.filter(finding => finding.object.id === id);
}

function jsonText(
  kind: string,
  description: Description,
  engine: unknown,
  findings: readonly Finding[],
  freshness: string,
): string {
  const {record, related} = description;
  const json = {
    kind,
    ...record,
    findings: findings.map(({level, title, reason, next}) => ({level, title, reason, next})),
    ...(related === null ? {} : {[related.title]: related.records}),
    freshness,
    engine,
  };
  return `${safeJson(json, 2)}\n`;
}

async function plainText(
  {record, related}: Description,
  engine: unknown,
  findings: readonly Finding[],
  freshness: string,
  {options}: Invocation,
  {terminal}: CommandPorts,
): Promise<string> {
  const paint = createPaint(options.color);
  const shown = Object.entries({...record, ...(freshness === 'live' ? {} : {freshness})});
  const width = Math.max(...shown.map(([name]) => name.length)) + 2;
  const lines = shown.flatMap(([name, value]) => valueLines(name, value, width));
  const faults = findings.map(
    ({level, title, reason}) =>
      `${paint(level, level)}  ${plainLine(title)}${reason === '' ? '' : `: ${plainLine(reason)}`}`,
  );
  const parts = [`${lines.join('\n')}\n`];
  if (faults.length > 0) {
    parts.push(`${[paint('findings', 'title'), ...faults].join('\n')}\n`);
  }
  if (related !== null && related.cells.length > 0) {
    const columns = related.columns.map(title => ({title, gives: title === 'ERROR' || title === 'IMAGE'}));
    const cells = related.cells.map(row => row.map(text => ({text})));
    parts.push(await textTable(columns, cells, terminal.columns, paint));
  }
  if (engine !== null) {
    const {stringify} = await import('yaml');
    // Line width 0: long values stay on one line, so that they can be copied and searched.
    const yaml = stringify(engine, {lineWidth: 0}).split('\n').map(plainLine).join('\n');
    parts.push(`${paint('engine', 'title')}\n${yaml}`);
  }
  return parts.join('\n');
}

function valueLines(name: string, value: JsonValue, width: number): readonly string[] {
  const label = name.padEnd(width);
  if (typeof value !== 'object' || value === null) {
    return [`${label}${value === null || value === '' ? '-' : plainLine(String(value))}`];
  }
  const inner = Array.isArray(value)
    ? value.map(item => (typeof item === 'object' ? JSON.stringify(item) : String(item)))
    : Object.entries(value).map(
        ([key, item]) => `${key}=${typeof item === 'object' ? JSON.stringify(item) : item}`,
      );
  const [first = '-', ...rest] = inner.map(plainLine);
  return [`${label}${first}`, ...rest.map(text => ' '.repeat(width) + text)];
}
