import {expect, test} from 'vitest';
import {joinViews, type View} from '../../../source/cluster/join-views.ts';

const aTeller = () => {
  const told: View[] = [];
  return {views: joinViews(view => told.push(view)), last: () => told.at(-1)};
};

test('what actions wait for is looked at beside what the screen shows, each object once', () => {
  const {views, last} = aTeller();
  views.show({services: ['web'], nodes: ['n1']});
  views.watch({services: ['web', 'api'], nodes: []});
  expect(last()).toEqual({services: ['web', 'api'], nodes: ['n1']});
  views.show({services: [], nodes: []});
  expect(last()).toEqual({services: ['web', 'api'], nodes: []});
});

test('the end of one action takes nothing away from another that waits for the same', () => {
  const {views, last} = aTeller();
  const view = {services: ['web'], nodes: []};
  const first = views.watch(view);
  const second = views.watch(view);
  first();
  first();
  expect(last()).toEqual(view);
  second();
  expect(last()).toEqual({services: [], nodes: []});
});
