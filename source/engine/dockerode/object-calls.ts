import type {ObjectWrites} from '../object-writes.ts';
import {fields, text, textList} from './decode/fields.ts';
import type {Question, Wire} from './wire.ts';

/** Making and removing secrets, configs, networks and volumes; `pinned` puts the API version before a path. */
export const objectCalls = (wire: Wire, pinned: (question: Question) => Question): ObjectWrites => ({
  async createObject(kind, spec, signal) {
    const {Name: name} = fields(spec);
    const answer = fields(
      await wire.json(
        pinned({
          operation: `create ${kind}`,
          target: `${kind} ${text(name)}`,
          method: 'POST',
          path: `/${kind}s/create`,
          body: spec,
          signal,
        }),
      ),
    );
    const {ID: id, Id: networkId, Name: volumeName, Warning: warning, Warnings: warnings} = answer;
    const words = [...textList(warnings), text(warning)].filter(word => word !== '');
    return {id: text(id) || text(networkId) || text(volumeName), warnings: words};
  },
  removeObject: (kind, id, signal) =>
    wire.done(
      pinned({
        operation: `remove ${kind}`,
        target: `${kind} ${id}`,
        method: 'DELETE',
        path: `/${kind}s/${encodeURIComponent(id)}`,
        signal,
      }),
    ),
});
