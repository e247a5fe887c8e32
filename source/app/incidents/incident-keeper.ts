import type {Cluster} from '../../cluster/cluster.ts';
import type {IncidentDesk} from '../../cluster/incident/incident-desk.ts';
import type {BegunIncident} from '../../cluster/incident/incident-shelf.ts';
import type {IncidentRecorder} from '../../cluster/incident/recorder.ts';
import type {StoppedIncident} from '../../cluster/incident/stop-incident.ts';
import {ageInWords} from '../../domain/age.ts';
import type {IncidentMark} from '../../domain/incident/incident.ts';
import {createRedactor, type Redactor} from '../../domain/masking/redactor.ts';
import type {Line} from '../../ui/span.ts';

/** Records the open incident for as long as the console is there, whoever has begun it. */
export interface IncidentKeeper {
  /** The open incident of this swarm; null when there is none. */
  present(): IncidentMark | null;
  /** For the header; empty when none is open. */
  note(): Line;
  begin(name: string, named: readonly string[]): BegunIncident;
  /** Null: none is open. */
  stop(): Promise<StoppedIncident | null>;
  close(): void;
}

interface IncidentKeeperParts {
  readonly desk: IncidentDesk;
  readonly cluster: Cluster;
  readonly nowMs: () => number;
  readonly after: (ms: number, call: () => void) => () => void;
  readonly changed: () => void;
}

/** A command may begin or stop one at any time. */
const lookEveryMs = 2_000;

interface Recording {
  readonly mark: IncidentMark;
  readonly redactor: Redactor;
  readonly recorder: IncidentRecorder;
}

/** Null where there is no desk. */
export const keepIncidents = (
  desk: IncidentDesk | null,
  parts: Omit<IncidentKeeperParts, 'desk'>,
): IncidentKeeper | null => (desk === null ? null : createIncidentKeeper({...parts, desk}));

const createIncidentKeeper = (parts: IncidentKeeperParts): IncidentKeeper => {
  const {desk, cluster, nowMs} = parts;
  let recording: Recording | null = null;
  let told = '';
  let isClosed = false;

  const isOurs = ({cluster: swarm}: IncidentMark): boolean => {
    const present = cluster.store.engineInfo?.clusterId ?? null;
    return present !== null && (swarm === null || swarm === present);
  };
  const leave = () => {
    recording?.recorder.close();
    recording = null;
  };
  const check = () => {
    const open = desk.shelf.open();
    const mark = open !== null && isOurs(open) ? open : null;
    if (recording !== null && recording.mark.id !== mark?.id) leave();
    if (recording === null && mark !== null && desk.shelf.mayRecord(mark)) {
      const redactor = createRedactor();
      recording = {mark, redactor, recorder: desk.record(mark, cluster, redactor)};
    }
  };
  const noteText = (): string => {
    if (recording === null) return '';
    const {mark, recorder} = recording;
    const fault = recorder.fault === null ? '' : ', not all of it is recorded';
    return `● incident ${ageInWords(nowMs() - mark.startedMs)}${fault}`;
  };
  /** Paints when the note would be another: ages under an hour change once a minute. */
  const look = () => {
    if (isClosed) return;
    check();
    recording?.recorder.beat();
    if (noteText() !== told) {
      told = noteText();
      parts.changed();
    }
    parts.after(lookEveryMs, look);
  };
  parts.after(0, look);

  return {
    present: () => recording?.mark ?? null,
    note() {
      told = noteText();
      return told === '' ? [] : [{text: told, tone: 'warning', bold: true}];
    },
    begin(name, named) {
      const {context, host} = cluster.store.connection;
      const begun = desk.shelf.begin({
        ...{name, named, context, host, startedMs: nowMs(), startedBy: desk.who},
        cluster: cluster.store.engineInfo?.clusterId ?? null,
      });
      if (begun.kind === 'begun') check();
      parts.changed();
      return begun;
    },
    async stop() {
      const mark = recording?.mark ?? desk.shelf.open();
      if (mark === null) return null;
      const redactor = recording?.redactor ?? createRedactor();
      await recording?.recorder.idle();
      leave();
      const stopped = await desk.stop(
        mark,
        isOurs(mark) ? cluster : {missing: 'the console is not connected to the swarm of the incident'},
        redactor,
      );
      parts.changed();
      return stopped;
    },
    close() {
      isClosed = true;
      leave();
    },
  };
};
