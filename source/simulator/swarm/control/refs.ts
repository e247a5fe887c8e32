import {ApiError} from '../../api-error.ts';
import type {ObjectTable} from '../state/object-table.ts';

/** The object that a reference means, or the engine's refusal. */
export const findObject = <Item extends {readonly id: string}>(
  table: ObjectTable<Item>,
  kind: string,
  ref: string,
): Item => {
  const found = table.find(ref);
  if (found === 'none') throw new ApiError(404, `${kind} ${ref} not found`);
  if (found === 'ambiguous') throw new ApiError(400, `${kind} ${ref} is ambiguous (2 matches found)`);
  return found;
};

export const invalidArgument = (reason: string) =>
  new ApiError(400, `rpc error: code = InvalidArgument desc = ${reason}`);

export const failedPrecondition = (reason: string) =>
  new ApiError(400, `rpc error: code = FailedPrecondition desc = ${reason}`);

/** Someone else has changed the object since it was read. An engine calls that an inner error. */
export const checkVersion = (record: {readonly version: number}, version: number): void => {
  if (record.version !== version) {
    throw new ApiError(500, 'rpc error: code = Unknown desc = update out of sequence');
  }
};

export const nameTaken = (kind: string, name: string) =>
  new ApiError(
    409,
    `rpc error: code = AlreadyExists desc = name conflicts with an existing object: ${kind} ${name} already exists`,
  );
