import type {StackDiff} from '../../compose/compare.ts';
import {numberAt} from '../../spec/json.ts';
import type {Verification, VerifyState} from '../plan.ts';
import {verifyService} from '../services/verify-service.ts';

/** Judges the services that a deployment made or changed, each by itself; the worst one counts. */
export const verifyStack =
  (stack: string, {services}: StackDiff) =>
  (state: VerifyState): Verification => {
    const {store, after} = state;
    const expected = services.filter(({kind}) => kind !== 'removed');
    const gone = services.filter(({kind}) => kind === 'removed');
    const byName = new Map(
      [...store.serviceIdsOfStack(stack)].flatMap(id => {
        const service = store.table('services').get(id);
        return service === undefined ? [] : [[service.name, service] as const];
      }),
    );
    if (gone.some(({name}) => byName.has(`${stack}_${name}`)))
      return {kind: 'pending', detail: 'services are being removed'};
    const waiting: string[] = [];
    for (const {kind, name} of expected) {
      const service = byName.get(`${stack}_${name}`);
      if (service === undefined) {
        waiting.push(`${name}: not listed yet`);
        continue;
      }
      // What was not touched may have had troubles of its own before.
      if (kind !== 'new' && kind !== 'updated') continue;
      const version = numberAt(after?.spec, service.id);
      const judged = verifyService({id: service.id, replaces: false, ends: ['completed']})({
        ...state,
        version,
      });
      if (judged.kind === 'failed') return {...judged, detail: `${name}: ${judged.detail}`};
      const isMoving = service.update?.state === 'updating';
      if (judged.kind === 'pending' || isMoving) waiting.push(`${name}: ${judged.detail}`);
    }
    return waiting.length === 0
      ? {kind: 'done', detail: `${expected.length} services are as in the file`}
      : {kind: 'pending', detail: waiting.join('; ')};
  };
