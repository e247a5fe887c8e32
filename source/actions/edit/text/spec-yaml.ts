import {type Document, LineCounter, parseDocument, stringify} from 'yaml';
import {asJson, isRecord, type Json, type JsonRecord} from '../../spec/json.ts';
import type {TextFault, TextReading} from './edit-text.ts';
import {type Shape, serviceShape} from './shape.ts';
import {type ShapeFault, shapeFaults} from './shape-faults.ts';

/** A spec as text for an editor, with what there is to know on top. */
export const specText = (name: string, spec: JsonRecord): string =>
  `${[
    `# The spec of the service ${name.replaceAll(/[^\w.-]/g, '?')}, as the engine has it.`,
    '# Save and leave the editor to see what would change; nothing is done before that is confirmed.',
    '# Leave without a change, or with an error, to do nothing.',
    '# Times are nanoseconds (10 s: 10000000000), memory is bytes, NanoCPUs are billionths of a CPU.',
    '# Comments are ignored. Name and the kind of Mode cannot be changed.',
    '# Not here, since it is no part of a spec: ids, versions, status, addresses, tasks.',
  ].join('\n')}\n${stringify(spec, {lineWidth: 0})}`;

/** Reads such a text again; `original` is the spec that it was made from. */
export function readSpecText(
  text: string,
  original: JsonRecord,
  shape: Shape = serviceShape,
): TextReading<JsonRecord> {
  const lines = new LineCounter();
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, uniqueKeys: true});
  if (document.errors.length > 0) {
    return {
      kind: 'faulty',
      faults: document.errors.map(({pos, message}) => ({
        line: lines.linePos(pos[0]).line,
        reason: sentence(message),
      })),
    };
  }
  const value = asJson(document.toJS({maxAliasCount: 100}));
  if (!isRecord(value))
    return {kind: 'faulty', faults: [{line: 1, reason: 'this is no spec: fields are wanted'}]};
  const faults = shapeFaults(value, shape, original);
  if (faults.length > 0) {
    return {kind: 'faulty', faults: faults.map(fault => atLine(fault, document, lines))};
  }
  const spec = withoutNulls(value, original);
  return isRecord(spec)
    ? {kind: 'read', value: spec}
    : {kind: 'faulty', faults: [{line: 1, reason: 'this is no spec'}]};
}

const sentence = (message: string): string => message.split('\n')[0] ?? message;

function atLine({path, reason}: ShapeFault, document: Document, lines: LineCounter): TextFault {
  for (let length = path.length; length > 0; length -= 1) {
    const start = startOf(document, path.slice(0, length));
    if (start !== null) return {line: lines.linePos(start).line, reason: `${path.join('.')}: ${reason}`};
  }
  return {line: 1, reason};
}

/** Where a node begins: that of a field with its name, since its value may be on lines below. */
function startOf(document: Document, path: ShapeFault['path']): number | null {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const items: readonly unknown[] = itemsIn(parent);
  const last = path.at(-1);
  const found =
    typeof last === 'number' ? items[last] : items.find(item => textOf(fieldOf(item, 'key')) === last);
  const range = fieldOf(fieldOf(found, 'key') ?? found, 'range');
  const start: unknown = Array.isArray(range) ? range[0] : null;
  return typeof start === 'number' ? start : null;
}

const fieldOf = (node: unknown, name: string): unknown =>
  typeof node === 'object' && node !== null && name in node ? Reflect.get(node, name) : undefined;

const itemsIn = (node: unknown): readonly unknown[] => {
  const items = fieldOf(node, 'items');
  return Array.isArray(items) ? items : [];
};

const textOf = (node: unknown): string => String(fieldOf(node, 'value') ?? '');

/** A field left without a value is one taken away, unless the engine had it like that. */
function withoutNulls(value: Json, original: Json | undefined): Json {
  if (Array.isArray(value)) {
    const before: readonly Json[] = Array.isArray(original) ? original : [];
    return value.map((item: Json, index) => withoutNulls(item, before[index]));
  }
  if (!isRecord(value)) return value;
  const before = isRecord(original) ? original : {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, item]) => item !== null || before[name] === null)
      .map(([name, item]) => [name, withoutNulls(item, before[name])]),
  );
}
