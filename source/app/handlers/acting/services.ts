import type {Intent} from '../../../actions/intent.ts';
import type {ObjectRef} from '../../../panes/pane.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actAndWatch} from './rollouts.ts';
import {actOn, targetsOf, wordsOf} from './targets.ts';

type Replicas = Extract<Intent, {kind: 'scale'}>['replicas'];

/** `s`, `:scale web 5`, `:scale web +2`: asks how many where that was not said. */
export const scale = async (model: ConsoleModel, argument: string): Promise<void> => {
  const words = wordsOf(argument);
  const last = words.at(-1);
  const given = words.length > 1 && last !== undefined ? readReplicas(last) : null;
  const targets = targetsOf(model, ['service'], given === null ? words : words.slice(0, -1));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const replicas = given ?? (await askReplicas(model, targets.objects));
  if (replicas === null) return;
  await actOn(
    model,
    targets.objects.map(({id}) => ({kind: 'scale', service: id, replicas})),
  );
};

/** A number of replicas, or how many more or fewer; null for any other text. */
export const readReplicas = (text: string): Replicas | null => {
  const match = /^([+-]?)(\d{1,9})$/.exec(text.trim());
  if (match === null) return null;
  const count = Number(match[2]);
  return match[1] === '' ? {to: count} : {by: match[1] === '+' ? count : -count};
};

const askReplicas = async (model: ConsoleModel, services: readonly ObjectRef[]): Promise<Replicas | null> => {
  const answers = await model.ask({
    title: `Scale ${nameOf(services)}`,
    fields: [
      {
        id: 'replicas',
        label: 'Replicas',
        hint: `${replicasNow(model, services)}5, +2 or -1`,
        problem: text =>
          readReplicas(text) === null ? 'a number of replicas, or +2 and -1 for more and fewer' : null,
      },
    ],
    submit: 'Plan',
  });
  return answers === null ? null : readReplicas(answers['replicas'] ?? '');
};

const replicasNow = (model: ConsoleModel, [first, ...others]: readonly ObjectRef[]): string => {
  if (first === undefined || others.length > 0) return '';
  const row = [...model.cluster.store.table('services').values()].find(({id}) => id === first.id);
  return row?.mode.kind === 'replicated' ? `now ${row.mode.replicas}; ` : '';
};

/** `i`, `:image web app:2`: asks for the image where it was not said. */
export const updateImage = async (model: ConsoleModel, argument: string): Promise<void> => {
  const words = wordsOf(argument);
  const given = words.length > 1 ? words.at(-1) : undefined;
  const targets = targetsOf(model, ['service'], given === undefined ? words : words.slice(0, -1));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const image = given ?? (await askImage(model, targets.objects));
  if (image === null) return;
  await actAndWatch(model, targets.objects, service => ({
    kind: 'update-image',
    service,
    image,
    withRegistryAuth: false,
  }));
};

const askImage = async (model: ConsoleModel, services: readonly ObjectRef[]): Promise<string | null> => {
  const ids = new Set<string>(services.map(({id}) => id));
  const images = new Set(
    [...model.cluster.store.table('services').values()]
      .filter(({id}) => ids.has(id))
      // The digest is pinned anew: that of the old image would only be in the way.
      .map(({image}) => image.replace(/@sha256:.*$/, '')),
  );
  const answers = await model.ask({
    title: `Image of ${nameOf(services)}`,
    fields: [
      {
        id: 'image',
        label: 'Image',
        value: images.size === 1 ? [...images].join('') : '',
        hint: 'such as registry.example/app:2',
        problem: text => (/^\S+$/.test(text.trim()) ? null : 'the name of an image, without blanks'),
      },
    ],
    submit: 'Plan',
  });
  return answers === null ? null : (answers['image'] ?? '').trim();
};

const nameOf = (services: readonly ObjectRef[]): string => {
  const [first] = services;
  return services.length === 1 && first !== undefined ? first.name : `${services.length} services`;
};

/** `r`, `:restart web`. */
export const restart = (model: ConsoleModel, argument: string): Promise<void> =>
  onServices(model, argument, service => ({kind: 'restart', service}));

/** `:rollback web`. */
export const rollBack = (model: ConsoleModel, argument: string): Promise<void> =>
  onServices(model, argument, service => ({kind: 'rollback', service}));

const onServices = async (
  model: ConsoleModel,
  argument: string,
  make: (service: string) => Intent,
): Promise<void> => {
  const targets = targetsOf(model, ['service'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  await actAndWatch(model, targets.objects, make);
};
