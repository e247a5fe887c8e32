import type {Explanation} from '../../domain/diagnosis/explanation.ts';
import type {HealthOutput} from '../../domain/diagnosis/why-lines.ts';
import type {Placement} from '../../domain/placement/judge-placement.ts';
import {taskName} from '../../domain/task-lifecycle.ts';
import {type JsonValue, timeValue} from '../lists/listing.ts';

/** The JSON of `medianest why`. */
export function explanationJson(
  explanation: Explanation,
  output: HealthOutput,
  isFresh: boolean,
): Record<string, JsonValue> {
  const {service, about, pending, failing, unhealthy, noNodeFits, deadNodes} = explanation;
  return {
    service: service.name,
    task: about === null ? null : taskName(about, service.name),
    pending: pending.map(({tasks, engineSays, placement, disagreement}) => ({
      tasks: tasks.map(task => taskName(task, service.name)),
      engineSays,
      ...placementJson(placement),
      disagreement,
    })),
    failing: failing.map(({name, attempts, now}) => ({
      task: name,
      now: now === null ? null : now.state,
      attempts: attempts.map(({task, hostname, reason, endedMs, isCurrent}) => ({
        id: task.id,
        node: hostname,
        state: task.state,
        exitCode: task.exitCode,
        error: task.error,
        reason,
        endedAt: timeValue(endedMs),
        current: isCurrent,
      })),
      healthOutput: output.get(attempts[0]?.task.id ?? '') ?? [],
    })),
    unhealthy: unhealthy.map(task => ({
      task: taskName(task, service.name),
      healthOutput: output.get(task.id) ?? [],
    })),
    noNodeFits: noNodeFits === null ? null : placementJson(noNodeFits),
    deadNodes: deadNodes.map(({node, tasks}) => ({node: node.hostname, claimedTasks: tasks})),
    freshness: isFresh ? 'live' : 'stale',
  };
}

const placementJson = ({nodes, fix}: Placement): Record<string, JsonValue> => ({
  nodes: nodes.map(({node, objections}) => ({
    node: node.hostname,
    id: node.id,
    fits: objections.length === 0,
    objections: objections.map(({filter, reason}) => ({filter, reason})),
  })),
  fix: fix === null ? null : {words: fix.words, command: fix.command},
});
