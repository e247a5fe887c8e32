import {isRecord, type Json} from './json.ts';
import type {SpecChange} from './spec-change.ts';

const mask = '***';

/** A change as it may be shown and journalled: values of environment variables often are passwords. */
export const redacted = (change: SpecChange): SpecChange =>
  change.path.at(-1) !== 'Env' && change.path[0] !== 'environment'
    ? change
    : {
        path: change.path,
        ...(change.before === undefined ? {} : {before: masked(change.before)}),
        ...(change.after === undefined ? {} : {after: masked(change.after)}),
      };

const masked = (value: Json): Json =>
  Array.isArray(value)
    ? value.map(item => (typeof item === 'string' ? item.replace(/=.*$/s, `=${mask}`) : mask))
    : isRecord(value)
      ? Object.fromEntries(Object.keys(value).map(name => [name, mask]))
      : mask;
