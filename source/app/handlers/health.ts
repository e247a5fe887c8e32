import type {HealthSubject, Place} from '../../panes/pane.ts';
import {drillInto, jumpTo, updateList} from '../../store/session.ts';
import type {ConsoleModel} from '../console-model.ts';
import {objectsOf} from '../find-object.ts';

/** `:health`, of the swarm or of the service, stack or node that is named. */
export const goToHealth = (model: ConsoleModel, name: string): void => {
  if (name === '') return jumpTo<Place>(model.session, {kind: 'health', object: null});
  const named = objectsOf(model.cluster.store, ['service', 'node', 'stack']).filter(
    object => object.name === name || object.id === name,
  );
  const [subject] = named.flatMap(({kind, id, name: known}) => subjectOf(kind, id, known));
  if (subject === undefined) return model.tell(`no service, stack or node is called "${name}"`, 'warning');
  if (named.length > 1)
    return model.tell(
      `"${name}" fits ${named.map(({kind, id}) => `${kind} ${id}`).join(', ')}; give its id`,
      'warning',
    );
  drillInto<Place>(model.session, {kind: 'health', object: subject});
};

/** The health of what is selected. */
export const lookAtHealth = (model: ConsoleModel): void => {
  const content = model.focused();
  if (content.kind === 'text' || content.kind === 'log' || content.selected === null) return;
  const {kind, id, name} = content.selected;
  const [subject] = subjectOf(kind, id, name);
  if (subject !== undefined) drillInto<Place>(model.session, {kind: 'health', object: subject});
};

const subjectOf = (kind: string, id: string, name: string): readonly HealthSubject[] =>
  kind === 'service' || kind === 'node' || kind === 'stack' ? [{kind, id, name}] : [];

/** Folds what is beneath the selected line of the tree away, or shows it again. */
export const foldSelected = (model: ConsoleModel): void => {
  const content = model.focused();
  if (content.kind !== 'overview') return;
  const key = content.keys?.[content.selectedLine] ?? null;
  if (key === null) return;
  updateList(model.session, content.panel.key, ({toggled}) => ({
    selectedKey: key,
    toggled: new Set([key]).symmetricDifference(toggled ?? new Set()),
  }));
};
