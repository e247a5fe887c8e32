import type {Endpoint} from './endpoint.ts';
import {EngineError} from './errors.ts';
import {answerVerdict} from './translate-answer.ts';
import {linkVerdict} from './translate-link.ts';
import type {Verdict} from './translate-verdict.ts';

/** What was tried, on which engine, and the signal that could have ended it. */
export interface Attempt {
  /** In words: `list services`, `watch events`. */
  readonly operation: string;
  readonly endpoint: Endpoint;
  /** What it was about; the engine itself when absent. */
  readonly target?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Any failure of an engine call as the typed error that tells the operator what it means and what to try. */
export const translate = (failure: unknown, attempt: Attempt): EngineError => {
  if (failure instanceof EngineError) return failure;
  const status = statusOf(failure);
  const verdict =
    (attempt.signal?.aborted ? endedBy(attempt.signal.reason, attempt) : null) ??
    endedBy(failure, attempt) ??
    (status === null ? null : answerVerdict(status, wordsOf(failure), attempt.endpoint)) ??
    linkVerdict(failure, attempt.endpoint) ??
    fault(failure);
  return new EngineError(verdict.kind, verdict.message, {
    operation: attempt.operation,
    target: attempt.target ?? attempt.endpoint.host,
    status,
    hint: verdict.hint,
    cause: failure,
  });
};

const endedBy = (reason: unknown, {operation, endpoint}: Attempt): Verdict | null => {
  const name = nameOf(reason);
  if (name === 'TimeoutError')
    return {
      kind: 'timed-out',
      message: `${endpoint.host} did not answer in time ("${operation}").`,
      hint: 'Managers that elect a leader are silent for 10–20 s; otherwise check the network and the load of the engine.',
    };
  if (name !== 'AbortError') return null;
  // A request that a timeout ended reports AbortError and keeps the timeout as its cause.
  const cause = reason instanceof Error ? reason.cause : undefined;
  if (nameOf(cause) === 'TimeoutError') return endedBy(cause, {operation, endpoint});
  return {kind: 'aborted', message: `"${operation}" was ended.`, hint: 'Ask again when it is still wanted.'};
};

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : '';

const statusOf = (failure: unknown): number | null =>
  failure instanceof Error && 'statusCode' in failure && typeof failure.statusCode === 'number'
    ? failure.statusCode
    : null;

/** What the engine said, without the frame that the HTTP client puts around it. */
const wordsOf = (failure: unknown): string => {
  if (!(failure instanceof Error)) return String(failure);
  const json = 'json' in failure ? failure.json : null;
  if (typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string')
    return json.message;
  return failure.message.replace(/^\(HTTP code \d+\) .*? - /, '').trim();
};

const fault = (failure: unknown): Verdict => ({
  kind: 'unexpected',
  message: failure instanceof Error ? failure.message : String(failure),
  hint: 'This was not foreseen; the log file has the details.',
});
