import type {EngineWrites} from '../writes.ts';
import {fields, list, text, textList} from './decode/fields.ts';
import {objectCalls} from './object-calls.ts';
import {swarmCalls} from './swarm-calls.ts';
import type {Question, Wire} from './wire.ts';

/** The writing half of the port over one engine; `pinned` puts the API version before a path. */
export const writeCalls = (wire: Wire, pinned: (question: Question) => Question): EngineWrites => ({
  ...swarmCalls(wire, pinned),
  ...objectCalls(wire, pinned),
  async createService(spec, {registryAuth} = {}, signal) {
    const answer = fields(
      await wire.json(
        pinned({
          operation: 'create service',
          target: `service ${text(fields(spec)['Name'])}`,
          method: 'POST',
          path: '/services/create',
          body: spec,
          ...(registryAuth === undefined ? {} : {registryAuth}),
          signal,
        }),
      ),
    );
    const {ID: id, Warning: warning, Warnings: warnings} = answer;
    return {id: text(id), warnings: [...textList(warnings), text(warning)].filter(word => word !== '')};
  },
  async updateService(id, version, spec, options = {}, signal) {
    const {rollback, registryAuthFrom, registryAuth} = options;
    const answer = await wire.json(
      pinned({
        operation: rollback === undefined ? 'update service' : 'roll back service',
        target: `service ${id}`,
        method: 'POST',
        path: `/services/${encodeURIComponent(id)}/update`,
        query: {
          version: String(version),
          ...(rollback === undefined ? {} : {rollback}),
          ...(registryAuthFrom === undefined ? {} : {registryAuthFrom}),
        },
        body: spec,
        ...(registryAuth === undefined ? {} : {registryAuth}),
        signal,
      }),
    );
    return textList(fields(answer)['Warnings']);
  },
  removeService: (id, signal) =>
    wire.done(
      pinned({
        operation: 'remove service',
        target: `service ${id}`,
        method: 'DELETE',
        path: `/services/${encodeURIComponent(id)}`,
        signal,
      }),
    ),
  updateNode: (id, version, spec, signal) =>
    wire.done(
      pinned({
        operation: 'update node',
        target: `node ${id}`,
        method: 'POST',
        path: `/nodes/${encodeURIComponent(id)}/update`,
        query: {version: String(version)},
        body: spec,
        signal,
      }),
    ),
  removeNode: (id, {force = false} = {}, signal) =>
    wire.done(
      pinned({
        operation: 'remove node',
        target: `node ${id}`,
        method: 'DELETE',
        path: `/nodes/${encodeURIComponent(id)}`,
        query: force ? {force: 'true'} : {},
        signal,
      }),
    ),
  async resolveImage(image, registryAuth, signal) {
    const answer = await wire.json(
      pinned({
        operation: 'ask the registry',
        target: `image ${image}`,
        // Slashes are part of an image's name and stay as they are.
        path: `/distribution/${image.split('/').map(encodeURIComponent).join('/')}/json`,
        ...(registryAuth === undefined ? {} : {registryAuth}),
        signal,
      }),
    );
    const {Descriptor: descriptor, Platforms: platforms} = fields(answer);
    return {
      digest: text(fields(descriptor)['digest']),
      platforms: list(platforms).map(platform => ({
        os: text(fields(platform)['os']),
        architecture: text(fields(platform)['architecture']),
      })),
    };
  },
});
