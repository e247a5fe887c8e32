import type {Risk} from '../plan/plan.ts';
import type {Json} from '../spec/json.ts';
import {redacted} from '../spec/redact.ts';
import type {SpecChange, SpecConflict} from '../spec/spec-change.ts';

/** What a risk means to whoever confirms. */
export const riskWords: Readonly<Record<Risk, string>> = {
  safe: 'safe',
  disruptive: 'disruptive: tasks stop or move',
  destructive: 'destructive: it cannot be taken back, or nothing more may fail then',
};

/** A field before and after. */
export const changeText = ({path, before, after}: SpecChange): string =>
  `${path.join('.')}: ${valueText(before)} → ${valueText(after)}`;

/** All three sides of a field that someone else has changed. */
export function conflictText({change, now}: SpecConflict): string {
  const {path, before, after} = redacted(change);
  return `${path.join('.')}: expected ${valueText(before)}, would be ${valueText(after)}, is ${nowText({change, now})}`;
}

/** What the field of a conflict is now. */
export const nowText = ({
  change,
  now,
}: {
  readonly change: SpecChange;
  readonly now?: Json | undefined;
}): string => valueText(change.path.at(-1) === 'Env' ? '***' : now);

/** A value of a spec in words. */
export const valueText = (value: Json | undefined): string =>
  value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);

/** A duration that is only expected. */
export function aboutText(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return seconds < 120 ? `${Math.max(1, seconds)} s` : `${Math.round(seconds / 60)} min`;
}
