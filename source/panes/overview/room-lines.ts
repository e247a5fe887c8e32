import type {EngineEvent} from '../../domain/model/index.ts';
import {naturalCompareKey} from '../../domain/natural-key.ts';
import {toLine} from '../../ui/line-text.ts';
import type {Line} from '../../ui/span.ts';
import {alignCells} from '../align.ts';
import {eventChange, eventName, isNoise} from '../events/event-words.ts';
import {
  availabilityCell,
  managerCell,
  nodeNameCell,
  nodeStatusCell,
  nodeTasksCell,
} from '../nodes/node-cells.ts';
import {clockInWords} from '../quantities.ts';
import type {OverviewEntry, OverviewInput} from './overview-entry.ts';

/** The nodes, one a line; nothing where not all of them fit, since a part would look like the whole. */
export const nodeEntries = ({store}: OverviewInput, room: number): readonly OverviewEntry[] => {
  if (store.derived('nodes').size > room) return [];
  const nodes = [...store.derived('nodes').values()].sort((a, b) =>
    naturalCompareKey(a.node.hostname) < naturalCompareKey(b.node.hostname) ? -1 : 1,
  );
  const lines = alignCells(
    nodes.map(row => [
      toLine(nodeNameCell(row)),
      [{text: row.node.role, tone: 'muted'}],
      [managerCell(row)],
      [availabilityCell(row)],
      [...nodeTasksCell(row), {text: ' running', tone: 'muted'}],
      nodeStatusCell(row),
    ]),
  );
  return nodes.map(({node}, index) => ({
    line: lines[index] ?? [],
    target: {kind: 'node', id: node.id, name: node.hostname},
  }));
};

/** The latest events that tell something, newest first. */
export const eventEntries = ({store}: OverviewInput, room: number): readonly OverviewEntry[] => {
  const events: EngineEvent[] = [];
  for (let index = store.events.length - 1; index >= 0 && events.length < room; index -= 1) {
    const event = store.events[index];
    if (event !== undefined && !isNoise(event)) events.push(event);
  }
  const rows = events.map(
    event =>
      [
        [{text: clockInWords(event.timeMs), tone: 'muted'}],
        [{text: event.type, tone: 'muted'}],
        [{text: eventName(event)}],
        [{text: event.action}],
        [{text: eventChange(event)}],
      ] satisfies Line[],
  );
  return alignCells(rows).map(line => ({line, target: null}));
};
