import type {Engine} from '../../engine/engine.ts';
import {EngineError} from '../../engine/errors.ts';
import type {ObjectKind, ObjectRef} from '../object-kind.ts';
import {engineObject} from '../spec/engine-object.ts';
import {asJson, isRecord, type JsonRecord, textAt} from '../spec/json.ts';
import {emptyObject, type RawObject, rawObject} from '../spec/raw-object.ts';

/** Longer than the 20 s after which a manager without a leader answers by itself. */
export const callLimitMs = 30_000;

/** The object as the engine has it now; null when it has none. */
export async function readObject(
  engine: Engine,
  {kind, id}: ObjectRef,
  signal?: AbortSignal,
): Promise<RawObject | null> {
  const limit = AbortSignal.timeout(callLimitMs);
  if (kind === 'stack') return stackObject(engine, id, limit);
  if (kind === 'engine') return engineObject(await engine.info(limit));
  // Without a name the address is another one, whose answer says nothing about this object.
  if (id === '' && kind !== 'swarm') return null;
  try {
    const whole = signal === undefined ? limit : AbortSignal.any([signal, limit]);
    const object = readings[kind](await engine.inspect(kind, id, whole));
    // Engines take the beginning of an id for the whole, and a name for an id.
    return object !== null && isMeant(kind, object, id) ? object : null;
  } catch (error) {
    if (error instanceof EngineError && error.kind === 'not-found') return null;
    throw error;
  }
}

/** A stack is but a label on others: what it has are its services, each with its version. */
const stackObject = async (engine: Engine, id: string, signal: AbortSignal): Promise<RawObject> => {
  const services = await engine.listServices({}, signal);
  const own = services.filter(({stack}) => stack === id);
  return {...emptyObject(id), spec: Object.fromEntries(own.map(service => [service.id, service.version]))};
};

/** A network and a volume have neither a version nor a spec: what they are is told whole and never changes. */
const plainObject = (inspected: unknown): RawObject | null => {
  const object = asJson(inspected);
  const id = textAt(object, 'Id') || textAt(object, 'Name');
  return id === '' || !isRecord(object) ? null : {...emptyObject(id), spec: object};
};

const readings: Readonly<
  Record<Exclude<ObjectKind, 'stack' | 'engine'>, (inspected: unknown) => RawObject | null>
> = {
  service: rawObject,
  node: rawObject,
  swarm: rawObject,
  secret: rawObject,
  config: rawObject,
  network: plainObject,
  volume: plainObject,
};

const nameIn = (spec: JsonRecord): string => textAt(spec, 'Name');

const isMeant = (kind: ObjectKind, object: RawObject, id: string): boolean =>
  kind === 'swarm' || object.id === id || nameIn(object.spec) === id;
