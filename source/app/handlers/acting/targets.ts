import type {Intent} from '../../../actions/intent.ts';
import {matchName} from '../../../domain/match-name.ts';
import {hasEnded, isWanted} from '../../../domain/task-lifecycle.ts';
import type {ObjectKind, ObjectRef} from '../../../panes/pane.ts';
import {updateList} from '../../../store/session.ts';
import type {Acted, ActOptions} from '../../acting/acting.ts';
import type {ConsoleModel, ListContent, TextContent} from '../../console-model.ts';
import {objectsOf} from '../../find-object.ts';

/** What an action is about, or why that is not clear. */
export type Targets =
  | {readonly kind: 'objects'; readonly objects: readonly ObjectRef[]}
  | {readonly kind: 'problem'; readonly message: string};

const problem = (message: string): Targets => ({kind: 'problem', message});

/** The objects of one of these kinds that were named; without names the marked ones, else the selected one. */
export const targetsOf = (
  model: ConsoleModel,
  kinds: readonly ObjectKind[],
  names: readonly string[],
): Targets => (names.length > 0 ? named(model, kinds, names) : chosen(model, kinds));

/** Acts, and takes the marks away once it was begun: they are not meant to be acted upon twice. */
export const actOn = async (
  model: ConsoleModel,
  wanted: readonly Intent[],
  options: ActOptions = {},
): Promise<Acted> => {
  const content = model.focused();
  const acted = await model.act(wanted, options);
  if (acted.kind === 'begun' && content.kind === 'list' && content.state.marks.size > 0)
    updateList(model.session, content.panel.key, () => ({marks: new Set<string>()}));
  return acted;
};

/** What the palette was given, in words. */
export const wordsOf = (argument: string): readonly string[] =>
  argument.split(/\s+/).filter(word => word !== '');

const named = (model: ConsoleModel, kinds: readonly ObjectKind[], names: readonly string[]): Targets => {
  const objects: ObjectRef[] = [];
  for (const name of new Set(names)) {
    const found = presentOf(
      model,
      matchName(objectsOf(model.cluster.store, kinds), name, object => object),
    );
    const [object] = found;
    if (object === undefined) return problem(`there is no ${kinds.join(' or ')} "${name}"`);
    if (found.length > 1) {
      const choices = found.map(each => `${each.kind} ${each.name} (${each.id})`).join(', ');
      return problem(`"${name}" fits several; give more of an id: ${choices}`);
    }
    objects.push(object);
  }
  return {kind: 'objects', objects};
};

/** Tasks that were replaced have the name of the one that is there, which is then meant. */
const presentOf = ({cluster: {store}}: ConsoleModel, found: readonly ObjectRef[]): readonly ObjectRef[] => {
  if (found.length < 2 || found.some(({kind}) => kind !== 'task')) return found;
  const present = found.filter(({id}) => {
    const task = store.table('tasks').get(id);
    return task !== undefined && isWanted(task) && !hasEnded(task);
  });
  return present.length === 1 ? present : found;
};

const chosen = (model: ConsoleModel, kinds: readonly ObjectKind[]): Targets => {
  const content = model.focused();
  if (content.kind === 'list' && content.state.marks.size > 0) return marked(content, kinds);
  const selected = content.kind === 'text' ? shownObject(content) : content.selected;
  return selected !== null && kinds.includes(selected.kind)
    ? {kind: 'objects', objects: [selected]}
    : problem(`select a ${kinds.join(' or a ')}, or name one behind the command`);
};

/** What a page of a rollout is about. */
const shownObject = ({panel: {place}}: TextContent): ObjectRef | null =>
  place.kind === 'rollout' ? place.object : null;

const marked = ({live, state}: ListContent, kinds: readonly ObjectKind[]): Targets => {
  const rows = [...state.marks].map(key => live.indexOf(key));
  const hidden = rows.filter(index => index < 0).length;
  // What cannot be seen must not be done.
  if (hidden > 0) {
    return problem(
      `${hidden} of ${rows.length} marked rows are hidden by the filter; show them, or clear the marks`,
    );
  }
  const objects = rows
    .toSorted((a, b) => a - b)
    .flatMap(index => live.objectAt(index) ?? [])
    .filter(({kind}) => kinds.includes(kind));
  return objects.length === rows.length
    ? {kind: 'objects', objects}
    : problem(`what is marked is not a ${kinds.join(' or a ')}`);
};
