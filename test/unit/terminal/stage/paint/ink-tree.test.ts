import {describe, expect, test} from 'vitest';
import {findInkRoot} from '../../../../../source/terminal/stage/paint/ink-tree.ts';

const aLayout = () => ({
  getDisplay: () => 0,
  getComputedLeft: () => 0,
  getComputedTop: () => 0,
  getComputedWidth: () => 0,
  getComputedHeight: () => 0,
  getComputedBorder: () => 0,
  getComputedPadding: () => 0,
});
const aNode = (nodeName: string, more: object = {}) => ({
  nodeName,
  childNodes: [],
  style: {},
  attributes: {},
  yogaNode: aLayout(),
  ...more,
});
const aRoot = (more: object = {}) =>
  aNode('ink-root', {
    onRender() {},
    onImmediateRender() {},
    onComputeLayout() {},
    ...more,
  });
const inRoot = (root: object) => aNode('ink-box', {parentNode: aNode('ink-box', {parentNode: root})});

describe('the root of a tree', () => {
  test('is found from a box within it', () => {
    const root = aRoot();
    expect(findInkRoot(inRoot(root))).toBe(root);
  });

  test.each([
    ['no ink-box', null],
    ['a node is "div" and not "ink-box"', aNode('div')],
    ['a node is "ink-box" and not "ink-root"', aNode('ink-box')],
    ['ink-root has no layout', inRoot(aRoot({yogaNode: undefined}))],
    ['ink-root has no list of children', inRoot(aRoot({childNodes: null}))],
    ['the root has no onRender', inRoot(aRoot({onRender: undefined}))],
    [
      'the layout of ink-root has no getComputedTop',
      inRoot(aRoot({yogaNode: {...aLayout(), getComputedTop: undefined}})),
    ],
  ])('is refused because: %s', (problem, box) => {
    expect(findInkRoot(box)).toBe(problem);
  });
});
