import {reportName} from '../../cluster/incident/stop-incident.ts';
import {ageInWords} from '../../domain/age.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import type {ExitCode} from '../exit-codes.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {textTable} from '../output/text-table.ts';
import type {IncidentLine} from './incident-line.ts';

/** Runs `medianest incident status`: ends with 1 where none is open, so that a script can ask. */
export function tellStatus({ports, desk, invocation}: IncidentLine): ExitCode {
  const mark = desk.shelf.open();
  if (invocation.options.format === 'json') {
    ports.out(`${safeJson(mark === null ? null : withFolder(mark, desk), 2)}\n`);
    return mark === null ? 1 : 0;
  }
  if (mark === null) {
    ports.out('No incident is open.\n');
    return 1;
  }
  const age = ageInWords(ports.nowMs() - mark.startedMs);
  ports.out(
    `Incident "${plainLine(mark.name)}" is open since ${new Date(mark.startedMs).toISOString()} (${age}), by ${plainLine(mark.startedBy)}\n${desk.shelf.filesOf(mark).folder}\n`,
  );
  return 0;
}

/** Runs `medianest incident list`. */
export async function listIncidents({ports, desk, invocation}: IncidentLine): Promise<ExitCode> {
  const marks = desk.shelf.list();
  const {options} = invocation;
  if (options.format === 'json') {
    ports.out(
      `${safeJson(
        marks.map(mark => withFolder(mark, desk)),
        2,
      )}\n`,
    );
    return 0;
  }
  if (marks.length === 0) {
    ports.out('No incident was recorded on this machine yet.\n');
    return 0;
  }
  const columns = ['NAME', 'STARTED', 'STOPPED', 'BY', 'FOLDER'].map(title => ({
    title,
    gives: title === 'FOLDER',
  }));
  const rows = marks.map(mark =>
    [
      mark.name,
      new Date(mark.startedMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      mark.stoppedMs === null ? 'open' : new Date(mark.stoppedMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      mark.startedBy,
      mark.id,
    ].map(text => ({text: plainLine(text)})),
  );
  ports.out(await textTable(columns, rows, ports.terminal.columns, createPaint(options.color)));
  return 0;
}

/** Runs `medianest incident show NAME`: the newest of that name, or the one in that folder. */
export function showIncident({ports, desk, rest}: IncidentLine): ExitCode {
  const [name] = rest;
  const marks = desk.shelf.list();
  const mark = name === undefined ? marks[0] : marks.find(each => each.id === name || each.name === name);
  if (mark === undefined) {
    ports.err(
      `medianest incident: ${name === undefined ? 'none was recorded yet' : `none is called "${plainLine(name)}"`}\nSee them with: medianest incident list\n`,
    );
    return 1;
  }
  const files = desk.shelf.filesOf(mark);
  const report = files.read(reportName);
  if (report === null) {
    const why = mark.stoppedMs === null ? 'it is open; stop it first' : 'the file is gone';
    ports.err(`medianest incident: "${plainLine(mark.name)}" has no report: ${why}\n${files.folder}\n`);
    return 1;
  }
  ports.out(report.split('\n').map(plainLine).join('\n'));
  return 0;
}

const withFolder = (mark: IncidentMark, desk: IncidentLine['desk']) => ({
  name: mark.name,
  startedAt: new Date(mark.startedMs).toISOString(),
  stoppedAt: mark.stoppedMs === null ? null : new Date(mark.stoppedMs).toISOString(),
  startedBy: mark.startedBy,
  context: mark.context,
  host: mark.host,
  cluster: mark.cluster,
  named: [...mark.named],
  folder: desk.shelf.filesOf(mark).folder,
});
