import * as fc from 'fast-check';
import {Box, type BoxProps, Text, type TextProps, Transform} from 'ink';
import {createElement, isValidElement, type ReactNode} from 'react';
import {Canvas} from '../../source/terminal/canvas.tsx';

const colors = ['red', 'cyanBright', 'gray', '#ff8800', 'ansi256(77)', 'rgb(10, 20, 30)', 'nonsense'];
const aColor = fc.constantFrom(...colors);
const maybe = fc.boolean();

const words = ['a', 'two', 'sixteen', '東京', 'e\u0301a', '日本語', '-', 'x'.repeat(14)];
const aSentence = fc
  .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ' ', '  ', '', '\n')), {
    minLength: 1,
    maxLength: 6,
  })
  .map(parts => parts.map(([word, space]) => word + space).join(''));

const textProps: fc.Arbitrary<TextProps> = fc.record(
  {
    color: aColor,
    backgroundColor: aColor,
    bold: maybe,
    dimColor: maybe,
    italic: maybe,
    underline: maybe,
    inverse: maybe,
    wrap: fc.constantFrom('wrap', 'hard', 'truncate', 'truncate-end', 'truncate-middle', 'truncate-start'),
  },
  {requiredKeys: []},
);

const aText: fc.Arbitrary<ReactNode> = fc
  .tuple(textProps, aSentence, fc.option(fc.tuple(textProps, aSentence)))
  .map(([props, text, inner]) => (
    // biome-ignore lint/correctness/useJsxKeyInIterable: one element
    <Text {...props}>
      {text}
      {inner ? <Text {...inner[0]}>{inner[1]}</Text> : null}
    </Text>
  ));

// None makes a line longer: what a transform puts behind a clip, stock Ink writes behind the screen's edge.
const transforms = [
  (line: string) => line.replaceAll('a', 'A'),
  (line: string, index: number) => (index % 2 === 0 ? line : line.replaceAll('x', 'y')),
  (line: string) => `\x1b[45m${line}\x1b[49m`,
];

const aTransform = fc.tuple(fc.constantFrom(...transforms), aText).map(([transform, text]) => (
  // biome-ignore lint/correctness/useJsxKeyInIterable: one element
  <Transform transform={transform}>{text}</Transform>
));

const aCanvas = fc
  .tuple(fc.array(aSentence, {maxLength: 4}), fc.integer({min: 1, max: 12}), fc.integer({min: 1, max: 4}))
  .map(([lines, width, height]) => (
    // biome-ignore lint/correctness/useJsxKeyInIterable: one element
    <Canvas
      rows={lines.map((text, index) => [
        {text, style: {background: {kind: 'ansi', index}, bold: index === 1}},
      ])}
      width={width}
      height={height}
      // A canvas is opaque; under stock Ink a text without a background takes that of its box.
      fill={{background: {kind: 'palette', index: 100}}}
    />
  ));

const borders = [
  'single',
  'double',
  'round',
  'bold',
  'singleDouble',
  'doubleSingle',
  'classic',
  'arrow',
] as const;
const aSmallNumber = fc.integer({min: 0, max: 2});

const layoutProps: fc.Arbitrary<BoxProps> = fc.record(
  {
    flexDirection: fc.constantFrom('row', 'column', 'row-reverse', 'column-reverse'),
    width: fc.integer({min: 1, max: 20}),
    height: fc.integer({min: 1, max: 8}),
    paddingX: aSmallNumber,
    paddingTop: aSmallNumber,
    marginLeft: fc.integer({min: -3, max: 4}),
    marginTop: fc.integer({min: -2, max: 2}),
    gap: aSmallNumber,
    alignItems: fc.constantFrom('flex-start', 'center', 'flex-end', 'stretch'),
    justifyContent: fc.constantFrom('flex-start', 'center', 'flex-end', 'space-between'),
    flexWrap: fc.constantFrom('nowrap', 'wrap'),
    flexShrink: fc.constantFrom(0, 1),
    position: fc.constantFrom('relative', 'relative', 'absolute'),
    display: fc.constantFrom('flex', 'flex', 'flex', 'none'),
    overflow: fc.constantFrom('visible', 'hidden'),
    overflowX: fc.constantFrom('visible', 'hidden'),
    contentOffsetX: fc.integer({min: -2, max: 3}),
    contentOffsetY: fc.integer({min: -2, max: 3}),
  },
  {requiredKeys: []},
);

const borderProps: fc.Arbitrary<BoxProps> = fc.record(
  {
    backgroundColor: aColor,
    borderStyle: fc.constantFrom(...borders),
    borderColor: aColor,
    borderTopColor: aColor,
    borderLeftColor: aColor,
    borderBackgroundColor: aColor,
    borderDimColor: maybe,
    borderBottomDimColor: maybe,
    borderTop: maybe,
    borderBottom: maybe,
    borderLeft: maybe,
    borderRight: maybe,
  },
  {requiredKeys: []},
);

const {tree} = fc.letrec<{tree: ReactNode; box: ReactNode}>(tie => ({
  tree: fc.oneof({depthSize: 'small', withCrossShrink: true}, aText, aTransform, aCanvas, tie('box')),
  box: fc
    .tuple(layoutProps, borderProps, fc.array(tie('tree'), {maxLength: 3}))
    .map(([layout, border, children]) => (
      // biome-ignore lint/correctness/useJsxKeyInIterable: one element
      <Box {...layout} {...border}>
        {...children}
      </Box>
    )),
}));

/** The tree in a line, for the report of a failure. */
function outline(node: ReactNode): string {
  if (Array.isArray(node)) return node.map(outline).join(' ');
  if (!isValidElement<{readonly children?: ReactNode}>(node)) return JSON.stringify(node);
  const {children, ...props} = node.props;
  const name =
    node.type === Box ? 'Box' : node.type === Text ? 'Text' : node.type === Canvas ? 'Canvas' : 'Transform';
  const shown = JSON.stringify(props, (_key, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  );
  return `<${name} ${shown}>${outline(children)}</${name}>`;
}

/** A screen of that size with boxes, borders, backgrounds, clips, offsets, texts, transforms and canvases in it. */
export const aTree = ({columns, rows}: {readonly columns: number; readonly rows: number}) =>
  fc.array(tree, {minLength: 1, maxLength: 4}).map(children => {
    const props = {width: columns, height: rows, overflow: 'hidden', flexDirection: 'column'} as const;
    const node = createElement(Box, props, ...children);
    return {node, [fc.toStringMethod]: () => outline(node)};
  });
