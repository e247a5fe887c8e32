import {describe, expect, it} from 'vitest';
import type {Batch} from '../../../../source/app/acting/batches.ts';
import type {OpenDialog} from '../../../../source/app/dialogs/dialog.ts';
import {home} from '../../../../source/app/places.ts';
import {begunLines} from '../../../../source/app/rollouts/begun-lines.ts';
import {followRollouts} from '../../../../source/app/rollouts/follow-rollouts.ts';
import type {UpdateStatus} from '../../../../source/domain/model/index.ts';
import type {Place} from '../../../../source/panes/pane.ts';
import {createSession, currentPlace, jumpTo, updateList} from '../../../../source/store/session.ts';
import {lineText} from '../../../../source/ui/line-text.ts';
import {anActionSwarm} from '../../../builders/action-swarm.ts';
import {aCluster} from '../../../builders/cluster.ts';
import {serviceId} from '../../../builders/ids.ts';
import {anUpdate, nowMs} from '../../../builders/objects.ts';

const services: Place = {kind: 'list', pane: 'services', scope: null};

/** A console's following of rollouts on a swarm with the services web, api and db. */
const follow = (
  where: Place = home,
  part: {readonly mayOpen?: boolean; readonly isSpoken?: boolean; readonly isGiven?: boolean} = {},
) => {
  const cluster = aCluster().withManagers(1).withService('web', 2).withService('api').withService('db');
  const swarm = anActionSwarm(cluster);
  const session = createSession<Place>(home, true);
  jumpTo(session, where);
  const told: string[] = [];
  const batches: Batch[] = [];
  let dialog: OpenDialog | null = null;
  const {begun, noteInput} = followRollouts({
    ...{store: swarm.store, session},
    dialogs: {open: () => dialog},
    batches: {all: () => batches},
    nowMs: swarm.clock.now,
    after: swarm.clock.after,
    terminal: {isGiven: () => part.isGiven ?? false, isScreenReader: part.isSpoken ?? false},
    mayOpen: () => part.mayOpen ?? true,
    changedLater: () => undefined,
    tell: text => told.push(text),
  });
  let serial = 0;
  const tell = (name: string, part: Parameters<typeof swarm.tell>[1]) => {
    swarm.meddle(`${name}-id`, spec => spec);
    swarm.tell(`${name}-id`, part);
  };
  return {
    ...{swarm, tell},
    session,
    told,
    batches,
    press: noteInput,
    open: (view: OpenDialog) => {
      dialog = view;
    },
    begin(name: string, update: Partial<UpdateStatus> = {}) {
      serial += 1;
      tell(name, {update: anUpdate({startedAtMs: nowMs + serial, ...update})});
    },
    end: (name: string, update: Partial<UpdateStatus> = {}) =>
      tell(name, {update: anUpdate({state: 'completed', startedAtMs: nowMs + serial, ...update})}),
    place: () => currentPlace(session.getState()),
    line: () =>
      begunLines(begun.all(), swarm.store, swarm.clock.now(), 100).map(line => lineText(line).trimEnd()),
  };
};

describe('a rollout that began elsewhere', () => {
  it.each([
    ['the overview', home],
    ['the list of services', services],
    ['its own page', {kind: 'describe', object: {kind: 'service', id: serviceId('web-id'), name: 'web'}}],
  ] as const)('opens by itself over %s, says how to go back, and needs no line then', async (_, where) => {
    const console = follow(where);
    console.begin('web');
    expect(console.line()[0]).toMatch(/◐ updating +0 s: a rollout of web began, not from here: 2\/2 running/);
    await console.swarm.clock.advance(2_000);
    expect(console.place()).toMatchObject({kind: 'rollout', object: {id: 'web-id'}});
    expect(console.told).toEqual(['a rollout of web began, not from here; esc goes back']);
    expect(console.line()).toEqual([]);
  });

  it.each<readonly [string, (console: ReturnType<typeof follow>) => void]>([
    ['a key was pressed', console => console.press()],
    ['a form is open', console => console.open({} as OpenDialog)],
    ['a filter is typed', console => console.session.setState({overlay: {kind: 'filter', before: ''}})],
    ['another list is looked at', console => jumpTo(console.session, {...services, pane: 'nodes'} as Place)],
    [
      'rows are marked',
      console => {
        jumpTo(console.session, services);
        updateList(console.session, 'list:services', () => ({marks: new Set(['api-id'])}));
      },
    ],
  ])('has a line alone where %s', async (_, occupy) => {
    const console = follow();
    occupy(console);
    const before = console.place();
    console.begin('web');
    await console.swarm.clock.advance(4_000);
    expect(console.place()).toEqual(before);
    expect(console.line()[0]).toMatch(/ 4 s: a rollout of web began, not from here.* a opens$/);
  });

  it.each([
    ['the settings say so', {mayOpen: false}],
    ['a shell or an editor has the terminal', {isGiven: true}],
  ])('has a line alone where %s', async (_, part) => {
    const console = follow(home, part);
    console.begin('web');
    await console.swarm.clock.advance(4_000);
    expect([console.place(), console.line().length]).toEqual([home, 1]);
  });

  it('is told in words to a screen reader, and leaves the page as it is', async () => {
    const console = follow(home, {isSpoken: true});
    console.begin('web');
    await console.swarm.clock.advance(4_000);
    expect(console.place()).toEqual(home);
    expect(console.told).toEqual(['a rollout of web began, not from here; a opens it']);
  });

  it('has one line with all others that began together, and none of them opens', async () => {
    const console = follow();
    console.begin('web');
    await console.swarm.clock.advance(800);
    console.begin('api');
    await console.swarm.clock.advance(4_000);
    expect(console.place()).toEqual(home);
    expect(console.line()[0]).toMatch(/a rollout of api began, not from here.* \+1 more {2}a opens$/);
  });

  it('shows how it ends for some seconds', async () => {
    const console = follow(home, {mayOpen: false});
    console.begin('web');
    console.end('web');
    expect(console.line()[0]).toMatch(/✔ completed/);
    await console.swarm.clock.advance(11_000);
    expect(console.line()).toEqual([]);
  });

  it('is no news where it went on before the console came, nor when it is told of once more', async () => {
    const console = follow();
    console.begin('web');
    await console.swarm.clock.advance(2_000);
    jumpTo(console.session, home);
    console.tell('web', {labels: {a: 'b'}, update: anUpdate({startedAtMs: nowMs + 1})});
    await console.swarm.clock.advance(2_000);
    expect([console.place(), console.line()]).toEqual([home, []]);
  });

  it('is none where an action of this console changes the service', async () => {
    const console = follow();
    const plan = await console.swarm.plan({kind: 'restart', service: 'web-id'});
    const batch = {
      ...{id: 1, startedMs: 0, endedMs: null, isSeen: false, cancel: () => false},
      items: [{plan, run: null, outcome: null, log: []}],
    };
    console.batches.push(batch);
    console.begin('web');
    await console.swarm.clock.advance(2_000);
    expect([console.place(), console.line()]).toEqual([home, []]);
    console.batches.splice(0, 1, {...batch, endedMs: console.swarm.clock.now() - 60_000});
    console.begin('web');
    await console.swarm.clock.advance(2_000);
    expect(console.place()).toMatchObject({kind: 'rollout'});
  });

  it('is forgotten with its service, and with its swarm', async () => {
    const console = follow(home, {mayOpen: false});
    console.begin('web');
    console.begin('api');
    console.swarm.store.applyChanges([{kind: 'remove', table: 'services', ids: ['web-id']}], nowMs);
    expect(console.line()[0]).toMatch(/rollout of api/);
    const {connection} = console.swarm.store;
    console.swarm.store.applyChanges(
      [{kind: 'connection', connection: {...connection, context: 'other'}}],
      nowMs,
    );
    expect(console.line()).toEqual([]);
  });
});
