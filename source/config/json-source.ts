/** Where something begins in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A JSON value that remembers where it stands, so that a complaint can name the line. */
export type JsonNode =
  | {readonly kind: 'object'; readonly offset: number; readonly members: readonly JsonMember[]}
  | {readonly kind: 'array'; readonly offset: number; readonly items: readonly JsonNode[]}
  | {readonly kind: 'string'; readonly offset: number; readonly value: string}
  | {readonly kind: 'number'; readonly offset: number; readonly value: number}
  | {readonly kind: 'boolean'; readonly offset: number; readonly value: boolean}
  | {readonly kind: 'null'; readonly offset: number};

interface JsonMember {
  readonly key: string;
  readonly offset: number;
  readonly value: JsonNode;
}

/** JSON that cannot be read, with the offset where reading stopped. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Line and column of an offset. */
export function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return {line: before.split('\n').length, column: offset - lineStart + 1};
}

/** `JSON.parse` that keeps offsets and says in words what is wrong. Throws `JsonFault`. */
export function parseJson(text: string): JsonNode {
  // Editors on Windows put a byte order mark first; it is not part of the JSON.
  const cursor: Cursor = {text, at: text.startsWith('\uFEFF') ? 1 : 0};
  const node = readValue(cursor, 0);
  skipBlanks(cursor);
  if (cursor.at < text.length) {
    throw new JsonFault(`unexpected ${quote(cursor)} after the end of the value`, cursor.at);
  }
  return node;
}

interface Cursor {
  readonly text: string;
  at: number;
}

// Deeper than any settings or theme file; keeps a hostile file from overflowing the stack.
const deepest = 100;

const blanks = /[ \t\r\n]*/y;
const numbers = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const strings = /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const words = /[A-Za-z_]+/y;

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? null;
  if (found !== null) {
    cursor.at += found.length;
  }
  return found;
}

function skipBlanks(cursor: Cursor): void {
  match(cursor, blanks);
}

function quote(cursor: Cursor): string {
  const character = cursor.text[cursor.at];
  return character === undefined ? 'the end of the file' : `"${character}"`;
}

function readValue(cursor: Cursor, depth: number): JsonNode {
  skipBlanks(cursor);
  const offset = cursor.at;
  if (depth > deepest) {
    throw new JsonFault(`nested more than ${deepest} levels deep`, offset);
  }
  const first = cursor.text[offset];
  if (first === '{') {
    return {kind: 'object', offset, members: readMembers(cursor, depth)};
  }
  if (first === '[') {
    return {kind: 'array', offset, items: readItems(cursor, depth)};
  }
  if (first === '"') {
    return {kind: 'string', offset, value: readString(cursor)};
  }
  const number = match(cursor, numbers);
  return number === null ? readWord(cursor, offset) : {kind: 'number', offset, value: Number(number)};
}

function readWord(cursor: Cursor, offset: number): JsonNode {
  const word = match(cursor, words);
  if (word === 'true' || word === 'false') {
    return {kind: 'boolean', offset, value: word === 'true'};
  }
  if (word === 'null') {
    return {kind: 'null', offset};
  }
  if (word !== null) {
    throw new JsonFault(`"${word}" is not a value; text needs double quotes`, offset);
  }
  const comment = /^\/[/*]/.test(cursor.text.slice(offset, offset + 2));
  throw new JsonFault(
    comment ? 'comments are not allowed in JSON' : `a value is missing before ${quote(cursor)}`,
    offset,
  );
}

function readString(cursor: Cursor): string {
  const offset = cursor.at;
  const raw = match(cursor, strings);
  if (raw === null) {
    throw new JsonFault('text that is not closed on its line, or has a wrong escape', offset);
  }
  return String(JSON.parse(raw));
}

function readMembers(cursor: Cursor, depth: number): readonly JsonMember[] {
  const members: JsonMember[] = [];
  const seen = new Set<string>();
  readSequence(cursor, '}', () => {
    const offset = cursor.at;
    if (cursor.text[offset] !== '"') {
      throw new JsonFault(`a name in double quotes is expected, not ${quote(cursor)}`, offset);
    }
    const key = readString(cursor);
    if (seen.has(key)) {
      throw new JsonFault(`"${key}" is set twice`, offset);
    }
    seen.add(key);
    skipBlanks(cursor);
    if (cursor.text[cursor.at] !== ':') {
      throw new JsonFault(`":" is missing after "${key}"`, cursor.at);
    }
    cursor.at += 1;
    members.push({key, offset, value: readValue(cursor, depth + 1)});
  });
  return members;
}

function readItems(cursor: Cursor, depth: number): readonly JsonNode[] {
  const items: JsonNode[] = [];
  readSequence(cursor, ']', () => {
    items.push(readValue(cursor, depth + 1));
  });
  return items;
}

/** Reads what stands between brackets: entries with commas between them. */
function readSequence(cursor: Cursor, end: '}' | ']', readEntry: () => void): void {
  cursor.at += 1;
  skipBlanks(cursor);
  if (cursor.text[cursor.at] === end) {
    cursor.at += 1;
    return;
  }
  for (;;) {
    skipBlanks(cursor);
    readEntry();
    skipBlanks(cursor);
    const separator = cursor.text[cursor.at];
    const offset = cursor.at;
    cursor.at += 1;
    if (separator === end) {
      return;
    }
    if (separator !== ',') {
      cursor.at = offset;
      throw new JsonFault(`"," or "${end}" is missing before ${quote(cursor)}`, offset);
    }
    skipBlanks(cursor);
    if (cursor.text[cursor.at] === end) {
      throw new JsonFault(`the "," before "${end}" must go`, offset);
    }
  }
}

/** The plain value, as `JSON.parse` would give it. */
export function toValue(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(member => [member.key, toValue(member.value)]));
    case 'array':
      return node.items.map(toValue);
    case 'null':
      return null;
    default:
      return node.value;
  }
}
