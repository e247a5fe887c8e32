import type {Intent} from '../../../actions/intent.ts';
import {type LabelChanges, readLabelWords} from '../../../actions/label-changes.ts';
import type {Line} from '../../../ui/span.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actOn, targetsOf, wordsOf} from './targets.ts';

const onNodes =
  (make: (node: string) => Intent) =>
  async (model: ConsoleModel, argument: string): Promise<void> => {
    const targets = targetsOf(model, ['node'], wordsOf(argument));
    if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
    await actOn(
      model,
      targets.objects.map(({id}) => make(id)),
    );
  };

export const drain = onNodes(node => ({kind: 'set-availability', node, availability: 'drain'}));
export const pause = onNodes(node => ({kind: 'set-availability', node, availability: 'pause'}));
export const activate = onNodes(node => ({kind: 'set-availability', node, availability: 'active'}));
export const promote = onNodes(node => ({kind: 'promote', node}));
export const demote = onNodes(node => ({kind: 'demote', node}));

/** `zone=north "note=first floor" rack-`; null where a word is neither KEY=VALUE nor KEY-. */
export const readLabels = (text: string): LabelChanges | null => {
  const words = [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(match => match[1] ?? match[2] ?? '');
  const changes = readLabelWords(words);
  return words.length === 0 || 'fault' in changes ? null : changes;
};

/** `e` on a node, `:label worker-1 zone=north rack-`. */
export const label = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [, name = '', rest = ''] = /^\s*(\S*)\s*(.*)$/.exec(argument) ?? [];
  const given = rest === '' ? null : readLabels(rest);
  if (rest !== '' && given === null)
    return model.tell(`"${rest}" is not KEY=VALUE or KEY-, such as zone=north rack-`, 'warning');
  const targets = targetsOf(model, ['node'], name === '' ? [] : [name]);
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const ids = targets.objects.map(({id}) => id);
  const changes = given ?? (await askLabels(model, ids));
  if (changes === null) return;
  await actOn(
    model,
    ids.map(node => ({kind: 'label-node', node, ...changes})),
  );
};

const askLabels = async (model: ConsoleModel, ids: readonly string[]): Promise<LabelChanges | null> => {
  const nodes = [...model.cluster.store.table('nodes').values()].filter(({id}) => ids.includes(id));
  const lines = nodes.flatMap(({hostname, labels}): readonly Line[] => [
    [{text: hostname, tone: 'strong'}],
    ...Object.entries(labels).map(
      ([key, value]): Line => [{text: `  ${key}=`, tone: 'muted'}, {text: value}],
    ),
    ...(Object.keys(labels).length === 0 ? [[{text: '  no labels', tone: 'muted'} as const]] : []),
  ]);
  const answers = await model.ask({
    title: nodes.length === 1 ? 'Labels of a node' : `Labels of ${nodes.length} nodes`,
    lines,
    fields: [
      {
        id: 'labels',
        label: 'Change',
        hint: 'zone=north sets, rack- takes away',
        problem: text =>
          readLabels(text) === null
            ? 'KEY=VALUE sets a label, KEY- takes it away; "a=b c" has a blank'
            : null,
      },
    ],
    submit: 'Plan',
  });
  return answers === null ? null : readLabels(answers['labels'] ?? '');
};
