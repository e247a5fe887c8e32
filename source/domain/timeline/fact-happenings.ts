import type {ContainerFact} from '../metrics/container-fact.ts';
import type {NewEntry} from './entry.ts';
import type {Alike, Happening, TimelineView} from './happening.ts';
import {shortId} from './happening.ts';
import {nodeName, objectsOfTask, taskTitle} from './objects.ts';

/** So much of what a health check printed is told. */
const mostOutput = 200;

const became = (health: 'healthy' | 'unhealthy'): Alike => ({
  key: `health-${health}`,
  kind: 'health',
  severity: health === 'healthy' ? 'good' : 'critical',
  noun: 'tasks',
  verb: `became ${health}`,
});
const outOfMemory: Alike = {
  key: 'task-oom',
  kind: 'task',
  severity: 'critical',
  noun: 'tasks',
  verb: 'ran out of memory',
};

/**
 * What an agent tells that lists of tasks do not; null for the rest. The id is that of the event of the same engine: a console
 * that is connected to it hears both.
 */
export const factHappening = (fact: ContainerFact, view: TimelineView): Happening | null => {
  const {what} = fact;
  switch (what.kind) {
    case 'oom':
      return happeningOf(
        fact,
        outOfMemory,
        'oom',
        'the kernel killed a process of it for its memory limit',
        view,
      );
    case 'health': {
      const {health, output} = what;
      if (health !== 'healthy' && health !== 'unhealthy') return null;
      const said = health === 'unhealthy' && output !== null ? lastLine(output) : '';
      const detail = said === '' ? '' : `its health check said: ${said}`;
      return happeningOf(fact, became(health), `health_status: ${health}`, detail, view);
    }
    default:
      return null;
  }
};

const happeningOf = (
  {taskId, serviceId, nodeId, containerId, atMs}: ContainerFact,
  alike: Alike,
  action: string,
  said: string,
  view: TimelineView,
): Happening => {
  const id = `event:container:${containerId}:${action}:${atMs}`;
  const service = view.service(serviceId);
  const under = {kind: 'service', id: serviceId, name: service?.name ?? shortId(serviceId)} as const;
  return {
    ...{alike, under, id, atMs},
    entry(): NewEntry {
      const task = view.task(taskId);
      const title = task === undefined ? under.name : taskTitle(task, view);
      const where = `on ${nodeName(nodeId, view)}`;
      return {
        ...{id, timeMs: atMs, kind: alike.kind, severity: alike.severity},
        objects: task === undefined ? [under] : objectsOfTask(task, view),
        title: `${title} ${alike.verb}`,
        detail: said === '' ? where : `${said}, ${where}`,
        source: 'agent',
        count: 1,
        isLate: false,
      };
    },
  };
};

const lastLine = (output: string): string => output.trim().split('\n').at(-1)?.slice(0, mostOutput) ?? '';
