import {jsonFields} from './json-fields.ts';
import {logfmtFields} from './logfmt.ts';

/** The fields of a line that is one JSON object, or logfmt; null where it is neither. */
export const lineFields = (text: string): Readonly<Record<string, unknown>> | null =>
  jsonFields(text) ?? logfmtFields(text);
