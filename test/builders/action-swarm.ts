import type {Intent} from '../../source/actions/intent.ts';
import type {Journal} from '../../source/actions/journal/journal.ts';
import type {JournalRecord} from '../../source/actions/journal/record.ts';
import type {Plan, Refusal} from '../../source/actions/plan/plan.ts';
import type {RunnerParts} from '../../source/actions/run/run.ts';
import {createRunner, type Runner} from '../../source/actions/run/runner.ts';
import type {JsonRecord} from '../../source/actions/spec/json.ts';
import type {Service} from '../../source/domain/model/index.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {EngineError, type EngineErrorKind} from '../../source/engine/errors.ts';
import type {UpdateServiceOptions} from '../../source/engine/writes.ts';
import type {ClusterStore} from '../../source/store/cluster-store.ts';
import type {ClusterBuilder} from './cluster.ts';
import {aClock, type FakeClock} from './fake-clock.ts';
import {aFakeEngine} from './fake-engine.ts';
import {nowMs} from './objects.ts';

/** What the engine holds of one object. */
export interface Held {
  version: number;
  spec: JsonRecord;
  previousSpec: JsonRecord | null;
}

/** A swarm that can be changed: raw objects behind an engine that keeps to versions, a store, a runner, a clock. */
export interface ActionSwarm {
  readonly store: ClusterStore;
  readonly runner: Runner;
  readonly procedures: Runner['procedures'];
  readonly clock: FakeClock;
  readonly records: readonly JournalRecord[];
  /** Calls that change something, in order. */
  readonly writes: readonly string[];
  readonly updateOptions: readonly UpdateServiceOptions[];
  /** What was sent to make secrets and so on. */
  readonly bodies: readonly unknown[];
  held(id: string): Held;
  /** Someone else changes an object. */
  meddle(id: string, change: (spec: JsonRecord) => JsonRecord): void;
  /** Called after every write with what the engine holds then; null: it is gone. */
  onWrite(call: (id: string, held: Held | null) => void): void;
  /** What happens before the next write arrives. */
  beforeWrite(call: () => void): void;
  /** The next write fails so; `after`: although it was carried out. */
  failWrite(kind: EngineErrorKind, after?: boolean): void;
  /** The feeds tell of a service as it is now. */
  tell(id: string, part?: Partial<Service>): void;
  lock(reason: string): void;
  connect(isConnected: boolean): void;
  /** Another context is chosen: the store is emptied for it. */
  goTo(context: string): void;
  /** Why the journal cannot be written. */
  fillDisk(reason: string): void;
  plan(intent: Intent): Promise<Plan>;
  refusal(intent: Intent): Promise<Refusal>;
}

const fail = (kind: EngineErrorKind) =>
  new EngineError(kind, `it is ${kind}`, {operation: 'write', target: 'it', hint: 'a hint'});

export const anActionSwarm = (
  cluster: ClusterBuilder,
  specs: Readonly<Record<string, JsonRecord>> = {},
  otherManagers = 1,
  own: Pick<RunnerParts, 'hasEnded'> = {},
): ActionSwarm => {
  const store = cluster.store();
  const clock = aClock(nowMs);
  const objects = new Map<string, Held>();
  for (const service of cluster.services) {
    const spec = {
      Name: service.name,
      TaskTemplate: {ContainerSpec: {Image: service.image}, FutureField: {kept: true}},
      Mode: {Replicated: {Replicas: service.mode.kind === 'replicated' ? service.mode.replicas : 0}},
      ...specs[service.id],
    };
    objects.set(service.id, {version: service.version, spec, previousSpec: null});
  }
  for (const {id, version, role, availability, labels} of cluster.nodes) {
    const spec = {
      Role: role,
      Availability: availability,
      ...(Object.keys(labels).length > 0 && {Labels: labels}),
    };
    objects.set(id, {version, spec, previousSpec: null});
  }
  for (const table of ['secrets', 'configs'] as const) {
    for (const {id, version, name, labels} of store.table(table).values())
      objects.set(id, {version, spec: {Name: name, Labels: labels}, previousSpec: null});
  }
  const writes: string[] = [];
  const updateOptions: UpdateServiceOptions[] = [];
  const bodies: unknown[] = [];
  const records: JournalRecord[] = [];
  let before: () => void = () => undefined;
  let failure: {readonly kind: EngineErrorKind; readonly after: boolean} | null = null;
  let locked: string | null = null;
  let isConnected = true;
  let context = 'default';
  let disk: string | null = null;
  let serial = 0;
  let written: (id: string, held: Held | null) => void = () => undefined;

  const held = (id: string): Held => {
    const object = objects.get(id);
    if (object === undefined) throw fail('not-found');
    return object;
  };
  const write = async (
    words: string,
    id: string,
    version: number | null,
    carryOut: (object: Held) => void,
  ) => {
    const call = before;
    before = () => undefined;
    call();
    const object = held(id);
    if (version !== null && version !== object.version) throw fail('version-conflict');
    const now = failure;
    failure = null;
    if (now !== null && !now.after) throw fail(now.kind);
    writes.push(words);
    object.version += 1;
    carryOut(object);
    written(id, objects.get(id) ?? null);
    if (now !== null) throw fail(now.kind);
  };
  const fake = aFakeEngine();
  const engine: Engine = {
    ...fake,
    info: async signal => store.engineInfo ?? fake.info(signal),
    async inspect(_kind, id) {
      const {version, spec, previousSpec} = held(id);
      return structuredClone({
        ID: id,
        Version: {Index: version},
        Spec: spec,
        PreviousSpec: previousSpec ?? undefined,
      });
    },
    async createService(spec) {
      const {Name: name} = spec as {readonly Name: string};
      const id = `${name}-id`;
      objects.set(id, {version: 1, spec: spec as JsonRecord, previousSpec: null});
      bodies.push(spec);
      await write(`create service ${name}`, id, null, () => undefined);
      return {id, warnings: []};
    },
    async updateService(id, version, spec, options = {}) {
      updateOptions.push(options);
      await write(
        options.rollback === undefined ? `update ${id}` : `roll back ${id}`,
        id,
        version,
        object => {
          const {previousSpec} = object;
          object.previousSpec = object.spec;
          object.spec = options.rollback === undefined ? (spec as JsonRecord) : (previousSpec ?? object.spec);
        },
      );
      return [];
    },
    removeService: id => write(`remove ${id}`, id, null, () => objects.delete(id)),
    updateNode: (id, version, spec) =>
      write(`update ${id}`, id, version, object => {
        object.spec = spec as JsonRecord;
      }),
    removeNode: (id, options) =>
      write(`remove ${id}${options?.force ? ' by force' : ''}`, id, null, () => objects.delete(id)),
    async createObject(kind, spec) {
      const {Name: name} = spec as {readonly Name: string};
      const id = `${name}-id`;
      objects.set(id, {version: 1, spec: {Name: name}, previousSpec: null});
      bodies.push(spec);
      await write(`create ${kind} ${name}`, id, null, () => undefined);
      return {id, warnings: []};
    },
    removeObject: (kind, id) => write(`remove ${kind} ${id}`, id, null, () => objects.delete(id)),
    resolveImage: async image => {
      if (image.includes('nowhere')) throw fail('unreachable');
      return {digest: 'sha256:abc', platforms: [{os: 'linux', architecture: 'amd64'}]};
    },
  };
  const journal: Journal = {
    append(record) {
      if (disk !== null) return disk;
      // As a file would keep it.
      const copy = JSON.parse(JSON.stringify(record)) as JournalRecord;
      const at = records.findIndex(({id}) => id === record.id);
      if (at < 0) records.push(copy);
      else records[at] = copy;
      return null;
    },
    list: () => records,
    readFault: () => null,
  };
  const parts: RunnerParts = {
    ...own,
    engine: () => (isConnected ? engine : null),
    store,
    otherManagers: () => otherManagers,
    clock,
    journal,
    who: {user: 'root', sudoUser: 'ann', sshConnection: '192.0.2.7 50000 192.0.2.1 22'},
    where: () => ({context, host: 'unix:///var/run/docker.sock', cluster: 'cluster-1'}),
    locked: () => locked,
    newId: () => {
      serial += 1;
      return `action-${serial}`;
    },
    findRegistryAuth: async () => 'credentials',
    refresh: () => undefined,
    watch: () => () => undefined,
  };
  const runner = createRunner(parts);
  const {procedures} = runner;
  return {
    store,
    runner,
    procedures,
    clock,
    records,
    writes,
    updateOptions,
    bodies,
    held,
    meddle(id, change) {
      const object = held(id);
      object.spec = change(object.spec);
      object.version += 1;
    },
    onWrite(call) {
      written = call;
    },
    beforeWrite(call) {
      before = call;
    },
    failWrite(kind, after = false) {
      failure = {kind, after};
    },
    tell(id, part = {}) {
      const service = store.table('services').get(id);
      if (service === undefined) throw new Error(`no service ${id}`);
      const value: Service = {...service, version: held(id).version, ...part};
      store.applyChanges([{kind: 'put', table: 'services', values: [value]}], clock.now());
    },
    lock(reason) {
      locked = reason;
    },
    goTo(value) {
      context = value;
      store.applyChanges([{kind: 'clear'}], clock.now());
    },
    connect(value) {
      isConnected = value;
    },
    fillDisk(reason) {
      disk = reason;
    },
    async plan(intent) {
      const plan = await runner.plan(intent);
      if (plan.kind === 'refusal') throw new Error(`refused: ${plan.reasons.join('; ')}`);
      return plan;
    },
    async refusal(intent) {
      const refusal = await runner.plan(intent);
      if (refusal.kind === 'plan') throw new Error(`planned: ${refusal.title}`);
      return refusal;
    },
  };
};
