import {ApiError} from '../api-error.ts';
import {type Filters, noFilters} from '../simulated-engine.ts';
import {goJsonFault} from './go-json-fault.ts';

const wrongShape = (text: string) =>
  new ApiError(
    400,
    `invalid filter: json: cannot unmarshal ${text} into Go value of type map[string][]string`,
  );

/** `filters` of a query, in both forms: lists of values, and, as old clients send it, maps of values to true. */
export const readFilters = (text: string | null): Filters => {
  if (text === null || text === '') return noFilters;
  const parsed = parse(text);
  if (parsed === null) return noFilters;
  if (typeof parsed !== 'object' || Array.isArray(parsed)) throw wrongShape(goKind(parsed));
  return new Map(Object.entries(parsed).map(([name, values]) => [name, valuesIn(values)]));
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, goJsonFault(text));
  }
};

const valuesIn = (values: unknown): readonly string[] => {
  if (Array.isArray(values) && values.every(value => typeof value === 'string')) return values;
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) {
    return Object.entries(values).flatMap(([value, isWanted]) => (isWanted === true ? [value] : []));
  }
  throw wrongShape(goKind(values));
};

const goKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};
