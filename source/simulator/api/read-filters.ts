import {ApiError} from '../api-error.ts';
import {type Filters, noFilters} from '../simulated-engine.ts';
import {goJsonFault} from './go-json-fault.ts';

/**
 * `filters` of a query, in both forms: lists of values, and maps of values to whatever. Engines from 23 on refuse in
 * two words; older ones in Go's, which tell what the second form would have taken.
 */
export const readFilters = (text: string | null, engineMajor: number): Filters => {
  if (text === null || text === '') return noFilters;
  try {
    return filtersIn(parse(text));
  } catch (error) {
    if (engineMajor >= 23) throw new ApiError(400, 'invalid filter');
    throw error;
  }
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, goJsonFault(text));
  }
};

const filtersIn = (parsed: unknown): Filters => {
  if (parsed === null) return noFilters;
  if (typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw wrongType(parsed, 'map[string]map[string]bool');
  }
  return new Map(Object.entries(parsed).map(([name, values]) => [name, valuesIn(values)]));
};

const valuesIn = (values: unknown): readonly string[] => {
  if (values === null) return [];
  if (Array.isArray(values) && values.every(value => typeof value === 'string')) return values;
  if (typeof values !== 'object' || Array.isArray(values)) throw wrongType(values, 'map[string]bool');
  for (const isWanted of Object.values(values)) {
    if (typeof isWanted !== 'boolean') throw wrongType(isWanted, 'bool');
  }
  // Whether a value is true or false makes no difference to any engine.
  return Object.keys(values);
};

const wrongType = (value: unknown, wanted: string): ApiError =>
  new ApiError(400, `json: cannot unmarshal ${goKind(value)} into Go value of type ${wanted}`);

const goKind = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
};
