/** What we believe a layout node of yoga to be; of its getters, those that painting needs. */
export interface LayoutNode {
  getDisplay(): number;
  getComputedLeft(): number;
  getComputedTop(): number;
  getComputedWidth(): number;
  getComputedHeight(): number;
  getComputedBorder(edge: number): number;
  getComputedPadding(edge: number): number;
}

/** Numbers of yoga's enumerations. */
export const displayNone = 1;
export const edge = {left: 0, top: 1, right: 2, bottom: 3} as const;

/** Changes a line of a node's text; `index` counts the lines of the text. */
export type Transform = (line: string, index: number) => string;

/** What Ink keeps of a `<Box>`'s or `<Text>`'s props; of them, those that painting needs. */
export type NodeStyle = Readonly<Record<string, unknown>>;

export interface TextNode {
  readonly nodeName: '#text';
  readonly nodeValue: string;
}

/** What we believe a node of Ink's tree to be. */
export interface InkNode {
  readonly nodeName: 'ink-root' | 'ink-box' | 'ink-text' | 'ink-virtual-text';
  readonly yogaNode?: LayoutNode | undefined;
  readonly childNodes: readonly (InkNode | TextNode)[];
  readonly parentNode?: InkNode | undefined;
  readonly style: NodeStyle;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly internal_transform?: Transform | undefined;
  readonly internal_static?: boolean;
  readonly isHidden?: boolean;
}

/** The root, and how Ink tells that a commit was laid out. */
export interface InkRoot extends InkNode {
  readonly nodeName: 'ink-root';
  /** Called after each commit; Ink's own paints to its stream. */
  onRender: () => void;
  /** As `onRender`, for commits that Ink would paint without its throttle. */
  onImmediateRender: () => void;
  /** Lays the tree out anew, as wide as the stream says. */
  readonly onComputeLayout: () => void;
}

const getters = [
  'getDisplay',
  'getComputedLeft',
  'getComputedTop',
  'getComputedWidth',
  'getComputedHeight',
  'getComputedBorder',
  'getComputedPadding',
] as const;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** What about a node is not as this stage was written for; null when all is. */
function nodeProblem(node: unknown, name: string): string | null {
  if (!isObject(node)) return `no ${name}`;
  if (node['nodeName'] !== name) return `a node is "${String(node['nodeName'])}" and not "${name}"`;
  if (!Array.isArray(node['childNodes'])) return `${name} has no list of children`;
  if (!isObject(node['style']) || !isObject(node['attributes'])) return `${name} has no style or attributes`;
  const layout = node['yogaNode'];
  if (!isObject(layout)) return `${name} has no layout`;
  const missing = getters.find(getter => typeof layout[getter] !== 'function');
  return missing ? `the layout of ${name} has no ${missing}` : null;
}

function rootProblem(root: unknown): string | null {
  const problem = nodeProblem(root, 'ink-root');
  if (problem !== null || !isObject(root)) return problem;
  const missing = ['onRender', 'onImmediateRender', 'onComputeLayout'].find(
    name => typeof root[name] !== 'function',
  );
  return missing ? `the root has no ${missing}` : null;
}

/** Climbs from a box to its root: the root, or in words what is not as expected. */
export function findInkRoot(box: unknown): InkRoot | string {
  const problem = nodeProblem(box, 'ink-box');
  if (problem !== null) return problem;
  let node: unknown = box;
  while (isObject(node) && isObject(node['parentNode'])) node = node['parentNode'];
  return rootProblem(node) ?? (isInkRoot(node) ? node : 'no root');
}

function isInkRoot(node: unknown): node is InkRoot {
  return rootProblem(node) === null;
}
