import type {Task} from '../../domain/model/index.ts';
import type {Lane, LaneStage} from '../../domain/rollout/lanes.ts';
import {hasEnded} from '../../domain/task-lifecycle.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line, Span} from '../../ui/span.ts';
import type {Tone} from '../../ui/tones.ts';
import {taskStateLooks} from '../glyphs.ts';

const stageWords: Readonly<Record<LaneStage, readonly [glyph: string, word: string, tone: Tone]>> = {
  waiting: ['·', 'to be replaced', 'muted'],
  stopping: ['◐', 'old one stopping', 'info'],
  pending: ['○', 'no node yet', 'warning'],
  starting: ['◐', 'starting', 'info'],
  running: ['●', 'running', 'ok'],
  failed: ['✖', 'failed', 'critical'],
};

/** More lanes than this are summed up: those that say something come first. */
const mostLanes = 200;
const interest: Readonly<Record<LaneStage, number>> = {
  failed: 0,
  pending: 1,
  starting: 2,
  stopping: 2,
  waiting: 3,
  running: 4,
};

/** One line per slot: the old task, the new one, and how far it is. */
export function laneLines(lanes: readonly Lane[], store: ClusterStore): readonly Line[] {
  const shown =
    lanes.length <= mostLanes
      ? lanes
      : lanes.toSorted((a, b) => interest[a.stage] - interest[b.stage]).slice(0, mostLanes);
  const slots = shown.map(({slot}) => laneName(slot, store));
  const width = Math.max(4, ...slots.map(name => name.length));
  const olds = shown.map(({old}) => taskWords(old));
  const oldWidth = Math.max(3, ...olds.map(text => text.length));
  const head = `   ${'SLOT'.padEnd(width)}  ${'OLD'.padEnd(oldWidth)}     NEW`;
  return [
    [{text: head, tone: 'title'}],
    ...shown.map((lane, index): Line => {
      const [glyph, word, tone] = stageWords[lane.stage];
      const isOldGone = lane.old === null || hasEnded(lane.old);
      return [
        {text: ` ${glyph} `, tone},
        {text: `${(slots[index] ?? '').padEnd(width)}  `},
        {text: (olds[index] ?? '').padEnd(oldWidth), ...(isOldGone ? {tone: 'muted'} : {})},
        {text: '  →  ', tone: 'muted'},
        ...newSpans(lane, word, tone, store),
      ];
    }),
    ...(shown.length < lanes.length
      ? [[{text: `   and ${lanes.length - shown.length} more`, tone: 'muted'} satisfies Span]]
      : []),
  ];
}

/** Global services have a lane for each node. */
const laneName = (slot: string, store: ClusterStore): string =>
  /^\d+$/.test(slot) ? slot : (store.table('nodes').get(slot)?.hostname ?? (slot || '?'));

const taskWords = (task: Task | null): string => {
  if (task === null) return '-';
  const {glyph, word} = taskStateLooks[task.state];
  return `${glyph} ${word}`;
};

function newSpans({new: now, failures}: Lane, word: string, tone: Tone, store: ClusterStore): Line {
  const node = now?.nodeId === null || now === null ? undefined : store.table('nodes').get(now.nodeId);
  const exact = now !== null && !hasEnded(now) ? taskStateLooks[now.state].word : word;
  return [
    {text: now === null ? word : exact, tone},
    ...(node === undefined ? [] : [{text: ` on ${node.hostname}`}]),
    ...(failures === 0 ? [] : [{text: `  failed ${failures}×`, tone: 'critical'} satisfies Span]),
  ];
}
