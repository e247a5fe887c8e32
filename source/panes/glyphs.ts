import type {
  ContainerHealth,
  NodeAvailability,
  NodeState,
  Reachability,
  TaskState,
  UpdateState,
  UpdateStatus,
} from '../domain/model/index.ts';
import type {Level} from '../domain/verdict.ts';
import type {Span} from '../ui/span.ts';
import type {Tone} from '../ui/tones.ts';

/**
 * How a state looks: a glyph and a word, so that it reads without colour, and a tone. Every glyph is one cell wide and
 * has a substitute of the terminal's own where the locale has no UTF-8.
 */
export interface Look {
  readonly glyph: string;
  readonly word: string;
  readonly tone: Tone;
}

const look = (glyph: string, word: string, tone: Tone): Look => ({glyph, word, tone});

/** Looks of verdicts; `unknown` is never the same as fine. */
export const levelLooks: Readonly<Record<Level, Look>> = {
  ok: look('●', 'ok', 'ok'),
  progress: look('◐', 'in progress', 'info'),
  unknown: look('?', 'unknown', 'unknown'),
  warning: look('▲', 'warning', 'warning'),
  critical: look('✖', 'critical', 'critical'),
};

export const taskStateLooks: Readonly<Record<TaskState, Look>> = {
  new: look('○', 'new', 'info'),
  allocated: look('○', 'allocated', 'info'),
  pending: look('○', 'pending', 'warning'),
  assigned: look('◐', 'assigned', 'info'),
  accepted: look('◐', 'accepted', 'info'),
  preparing: look('◐', 'preparing', 'info'),
  ready: look('◐', 'ready', 'info'),
  starting: look('◐', 'starting', 'info'),
  running: look('●', 'running', 'ok'),
  complete: look('✔', 'complete', 'text'),
  shutdown: look('·', 'shutdown', 'muted'),
  failed: look('✖', 'failed', 'critical'),
  rejected: look('✖', 'rejected', 'critical'),
  remove: look('·', 'remove', 'muted'),
  orphaned: look('✖', 'orphaned', 'critical'),
};

/** `unknown` follows every leader change while nodes register again, so it is not shown as an outage. */
export const nodeStateLooks: Readonly<Record<NodeState, Look>> = {
  ready: look('●', 'ready', 'ok'),
  unknown: look('?', 'unknown', 'unknown'),
  disconnected: look('▲', 'disconnected', 'warning'),
  down: look('✖', 'down', 'critical'),
};

export const availabilityLooks: Readonly<Record<NodeAvailability, Look>> = {
  active: look('●', 'active', 'text'),
  pause: look('▲', 'pause', 'warning'),
  drain: look('▲', 'drain', 'warning'),
};

export const reachabilityLooks: Readonly<Record<Reachability, Look>> = {
  reachable: look('●', 'reachable', 'text'),
  unknown: look('?', 'unknown', 'unknown'),
  unreachable: look('✖', 'unreachable', 'critical'),
};

/** A rollback must not look like success: what was asked for is not what runs (docker/cli#6752). */
export const updateLooks: Readonly<Record<UpdateState, Look>> = {
  updating: look('◐', 'updating', 'info'),
  paused: look('▲', 'paused', 'warning'),
  completed: look('✔', 'completed', 'muted'),
  rollback_started: look('▲', 'rolling back', 'warning'),
  rollback_paused: look('✖', 'rollback paused', 'critical'),
  rollback_completed: look('✖', 'rolled back', 'critical'),
};

/** The look of a rollout; a rollback that was asked for has gone as it should. */
export const updateLook = ({state, isManual, isHeld}: UpdateStatus): Look => {
  if (isHeld) return {...updateLooks.paused, word: 'paused by hand'};
  if (isManual && state === 'rollback_started') return updateLooks.updating;
  if (isManual && state === 'rollback_completed') return {...updateLooks.completed, word: 'rolled back'};
  return updateLooks[state];
};

export const containerHealthLooks: Readonly<Record<ContainerHealth, Look>> = {
  none: look('·', 'no check', 'muted'),
  starting: look('◐', 'starting', 'info'),
  healthy: look('●', 'healthy', 'ok'),
  unhealthy: look('✖', 'unhealthy', 'critical'),
};

const containerStates: ReadonlyMap<string, Look> = new Map([
  ['created', look('○', 'created', 'info')],
  ['running', look('●', 'running', 'ok')],
  ['paused', look('▲', 'paused', 'warning')],
  ['restarting', look('◐', 'restarting', 'warning')],
  ['removing', look('◐', 'removing', 'muted')],
  ['exited', look('·', 'exited', 'muted')],
  ['dead', look('✖', 'dead', 'critical')],
]);

/** The look of a container's state; a word that this program does not know is shown as it came. */
export const containerStateLook = (state: string): Look =>
  containerStates.get(state) ?? look('?', state === '' ? 'unknown' : state, 'unknown');

/** Glyph and word as one run of text. */
export const lookSpan = (shown: Look, tone: Tone = shown.tone): Span => ({
  text: `${shown.glyph} ${shown.word}`,
  tone,
});
