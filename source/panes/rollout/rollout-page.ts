import type {Service} from '../../domain/model/index.ts';
import type {RolloutPolicy} from '../../domain/rollout/policy.ts';
import {
  isFailure,
  isMoving,
  type Rollout,
  type RolloutPhase,
  rolloutGoalMs,
  rolloutOf,
} from '../../domain/rollout/rollout.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {Line, Span} from '../../ui/span.ts';
import type {Tone} from '../../ui/tones.ts';
import {textAt} from '../json.ts';
import type {ObjectRef} from '../pane.ts';
import {failingLines, type LogTail} from './failing-lines.ts';
import {laneLines} from './lane-lines.ts';
import {rolloutPolicyIn} from './policy-in.ts';

/** What a rollout looks like by its phase. */
const phases: Readonly<Record<RolloutPhase, readonly [glyph: string, words: string, tone: Tone]>> = {
  none: ['·', 'no rollout', 'muted'],
  updating: ['◐', 'updating', 'info'],
  held: ['▲', 'paused by hand: at most one more task is replaced', 'warning'],
  completed: ['✔', 'completed', 'ok'],
  'asked-rollback': ['◐', 'rolling back, as was asked for', 'info'],
  'asked-rollback-completed': ['✔', 'rolled back, as was asked for', 'ok'],
  'rolling-back': ['✖', 'failed, and is being rolled back', 'critical'],
  paused: ['✖', 'failed, and paused by the engine', 'critical'],
  'rollback-paused': ['✖', 'the rollback failed, and is paused: neither spec runs everywhere', 'critical'],
  'rolled-back': ['✖', 'failed, and was rolled back: what was asked for does not run', 'critical'],
};

const barCells = 24;

/** One rollout, live: a lane per slot, batch and delay, what is left of it, and the task that fails. */
export function rolloutPage(parts: {
  readonly object: ObjectRef;
  readonly store: ClusterStore;
  readonly nowMs: number;
  /** Gives the engine's own JSON of an object, null while it loads. */
  readonly inspect: (object: ObjectRef) => unknown;
  readonly logTail: (taskId: string) => LogTail;
}): readonly Line[] {
  const {object, store, nowMs, inspect} = parts;
  const service = store.table('services').get(object.id);
  if (service === undefined) return [[{text: `${object.name} is not there any more.`, tone: 'muted'}]];
  const raw = inspect(object);
  const isBack = service.update?.state.startsWith('rollback') ?? false;
  const isKnown = textAt(raw, 'ID') !== '';
  const policy = isKnown ? rolloutPolicyIn(raw, isBack) : null;
  const tasks = [...store.taskIdsOfService(service.id)].flatMap(id => store.table('tasks').get(id) ?? []);
  const rollout = rolloutOf(service, tasks, policy, nowMs);
  const {failing, phase} = rollout;
  const isFailing = failing !== null && (isFailure(phase) || isMoving(phase) || phase === 'held');
  return [
    ...headLines(service, rollout, nowMs),
    policyLine(policy, phase),
    ...imageLine(service, raw),
    [],
    ...laneLines(rollout.lanes, store),
    ...(isFailing ? failingLines(failing, service.name, parts) : []),
  ];
}

function headLines(service: Service, rollout: Rollout, nowMs: number): readonly Line[] {
  const {phase, message, lanes, done} = rollout;
  const [glyph, words, tone] = phases[phase];
  const told: Line = [
    {text: `${glyph} ${words}`, tone, bold: true},
    ...(message === '' || !isFailure(phase) ? [] : [{text: `  (${message})`, tone: 'muted'} satisfies Span]),
  ];
  if (phase === 'none') {
    return [
      told,
      [
        {
          text: `  the engine remembers none of ${service.name}: it was not updated, or nothing had to be replaced`,
          tone: 'muted',
        },
      ],
    ];
  }
  const filled = lanes.length === 0 ? 0 : Math.round((done / lanes.length) * barCells);
  return [
    told,
    [
      {text: `  ${'█'.repeat(filled)}`, tone: 'accent'},
      {text: '░'.repeat(barCells - filled), tone: 'muted'},
      {text: `  ${done} of ${lanes.length} run the ${newWords(phase)} spec`},
    ],
    [{text: '  '}, ...timeSpans(rollout, nowMs)],
  ];
}

const newWords = (phase: RolloutPhase): string =>
  phase.includes('rollback') || phase.startsWith('roll') ? 'previous' : 'new';

/** Against the goal that a deployment takes less than five minutes. */
function timeSpans({startedAtMs, tookMs, remainingMs, isLate}: Rollout, nowMs: number): Line {
  const goal = `goal ${secondsInWords(rolloutGoalMs)}`;
  if (startedAtMs === null) return [{text: 'the engine does not say when it began', tone: 'unknown'}];
  if (tookMs !== null) {
    return [
      {text: `took ${secondsInWords(tookMs)}`},
      {text: isLate ? `, over the ${goal}` : `, within the ${goal}`, tone: isLate ? 'warning' : 'muted'},
    ];
  }
  const left = remainingMs === null ? '' : `, about ${secondsInWords(remainingMs)} left`;
  return [
    {text: `began ${secondsInWords(Math.max(0, nowMs - startedAtMs))} ago${left}`},
    {text: isLate ? `, over the ${goal}` : `, ${goal}`, tone: isLate ? 'warning' : 'muted'},
  ];
}

function policyLine(policy: RolloutPolicy | null, phase: RolloutPhase): Line {
  if (policy === null) return [{text: '  ◐ asking the engine for its policy …', tone: 'info'}];
  const {parallelism, delayMs, order, failureAction, monitorMs, maxFailureRatio} = policy;
  const pace =
    phase === 'held'
      ? 'nothing more until it is resumed'
      : `${parallelism === 0 ? 'all at once' : `${parallelism} at a time`}${delayMs > 0 ? `, ${secondsInWords(delayMs)} between` : ''}`;
  const ratio = maxFailureRatio > 0 ? ` of more than ${Math.round(maxFailureRatio * 100)} %` : '';
  return [
    {
      text: `  ${pace} · ${order} · each watched for ${secondsInWords(monitorMs)} · on failure${ratio}: ${failureAction}`,
      tone: 'muted',
    },
  ];
}

function imageLine(service: Service, raw: unknown): readonly Line[] {
  const before = textAt(raw, 'PreviousSpec', 'TaskTemplate', 'ContainerSpec', 'Image').replace(/@.*$/, '');
  const words = before === '' || before === service.image ? service.image : `${before} → ${service.image}`;
  return [[{text: '  image ', tone: 'muted'}, {text: words}]];
}

/** `500 ms`, `34 s`, `5 min`, `1 h 10 min`. */
function secondsInWords(ms: number): string {
  if (ms > 0 && ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
