import type {Buffer} from 'node:buffer';
import type {LogOrigin} from '../../../domain/model/index.ts';

/** Finds who wrote a line; equal details give the same record. */
export interface Origins {
  /** Details as the engine writes them: `com.docker.swarm.node.id=…,com.docker.swarm.task.id=…`. */
  of(details: Buffer): LogOrigin;
}

const prefix = 'com.docker.swarm.';
/** Options of log drivers can put a label or a variable of every request into the details. */
const mostKept = 4_096;

/** `known` is taken where the details tell less: the log of one task says nothing of it on some engines. */
export const createOrigins = (known: LogOrigin): Origins => {
  const origins = new Map<string, LogOrigin>();
  const byTask = new Map<string, LogOrigin>();
  const decode = (text: string): LogOrigin => {
    const found = new Map(
      text.split(',').map(pair => {
        const at = pair.indexOf('=');
        return [unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))] as const;
      }),
    );
    const taskId = found.get(`${prefix}task.id`) ?? known.taskId;
    const nodeId = found.get(`${prefix}node.id`) ?? known.nodeId;
    const serviceId = found.get(`${prefix}service.id`) ?? known.serviceId;
    const same = byTask.get(taskId);
    if (same !== undefined && same.nodeId === nodeId && same.serviceId === serviceId) return same;
    const origin = {taskId, nodeId, serviceId};
    byTask.set(taskId, origin);
    return origin;
  };
  return {
    of(details) {
      const text = details.toString('latin1');
      const kept = origins.get(text);
      if (kept !== undefined) return kept;
      if (origins.size >= mostKept) origins.clear();
      const origin = decode(text);
      origins.set(text, origin);
      return origin;
    },
  };
};

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
