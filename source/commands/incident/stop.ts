import type {Snapshot} from '../../cluster/cluster.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import type {ExitCode} from '../exit-codes.ts';
import {plainLine} from '../output/paint.ts';
import type {IncidentLine} from './incident-line.ts';
import {lookAt} from './start.ts';

/** Runs `medianest incident stop`. */
export async function stopOpenIncident({invocation, ports, desk}: IncidentLine): Promise<ExitCode> {
  const mark = desk.shelf.open();
  if (mark === null) {
    ports.err('medianest incident: none is open\nBegin one with: medianest incident start NAME\n');
    return 1;
  }
  const seen = await lookAt({invocation, ports, mark});
  const stranger = 'store' in seen ? whyStrange(seen, mark) : null;
  try {
    // How it stands now is a part of the story, and perhaps nobody else has looked.
    if ('store' in seen && stranger === null) desk.record(mark, seen).close();
    const stopped = await desk.stop(mark, stranger === null ? seen : {missing: stranger});
    if (stopped.kind === 'problem') {
      ports.err(
        `medianest incident: ${plainLine(stopped.message)}\nIt stays open; free some space or let the folder be written, then stop it again.\n`,
      );
      return 1;
    }
    ports.out(`Incident "${plainLine(mark.name)}" is stopped.\n${stopped.path}\n`);
    for (const missing of stopped.missing) ports.err(`not gathered: ${plainLine(missing)}\n`);
    return 0;
  } finally {
    if ('store' in seen) seen.close();
  }
}

/** Why nothing of this engine belongs into the report; null when it does. */
function whyStrange({store, endpoint}: Snapshot, {cluster}: IncidentMark): string | null {
  const present = store.engineInfo?.clusterId ?? null;
  if (cluster === null || present === null || present === cluster) return null;
  return `${endpoint.host} is of another swarm than the incident`;
}
