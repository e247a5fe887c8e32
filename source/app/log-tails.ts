import type {Cluster} from '../cluster/cluster.ts';
import type {LogTail} from '../panes/rollout/failing-lines.ts';

/** The last lines of tasks that have ended, each asked for once. */
export interface LogTails {
  get(taskId: string): LogTail;
  clear(): void;
}

interface Entry {
  tail: LogTail;
  close: () => void;
}

const lines = 8;
const kept = 10;
const loading: LogTail = {lines: null, fault: ''};

export const createLogTails = (cluster: Pick<Cluster, 'readLogs'>, onLoaded: () => void): LogTails => {
  const known = new Map<string, Entry>();

  const load = (id: string) => {
    const texts: string[] = [];
    const entry: Entry = {tail: loading, close: () => undefined};
    known.set(id, entry);
    const set = (tail: LogTail) => {
      entry.tail = tail;
      onLoaded();
    };
    const reading = cluster.readLogs(
      {kind: 'tasks', ids: [id]},
      {tail: lines, follow: false},
      {
        onLines(more) {
          for (const {stream, text} of more) {
            const words = new TextDecoder().decode(text);
            texts.push(stream === 'fault' ? `? ${words}` : words);
          }
        },
        onState({kind, reason}) {
          if (kind === 'done') set({lines: texts.slice(-lines), fault: ''});
          if (kind === 'broken') set({lines: null, fault: `the engine gave no lines: ${reason}`});
        },
      },
    );
    entry.close = () => reading.close();
  };

  return {
    get(id) {
      const entry = known.get(id);
      if (entry !== undefined) return entry.tail;
      for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - kept + 1))) {
        known.get(oldest)?.close();
        known.delete(oldest);
      }
      load(id);
      return known.get(id)?.tail ?? loading;
    },
    clear() {
      for (const {close} of known.values()) close();
      known.clear();
    },
  };
};
