import type {ListPaneId, ObjectRef, Place} from '../../panes/pane.ts';
import {kindWords, severityWords} from '../../panes/timeline/timeline-row.ts';
import {drillInto, updateList} from '../../store/session.ts';
import type {ConsoleModel, PanelContent} from '../console-model.ts';
import {findObjects} from '../find-object.ts';
import {goToList} from './going.ts';

const pane: ListPaneId = 'timeline';

/** `:timeline`, with the name of an object or a filter. */
export const goToTimeline = (model: ConsoleModel, argument: string): void => {
  if (argument === '' || argument.startsWith('/')) return goToList(model, pane, argument);
  const [object, second] = findObjects(model.cluster.store, argument);
  if (object === undefined) return goToList(model, pane, argument);
  if (second !== undefined) return model.tell(`"${argument}" fits several; give an id`, 'warning');
  drillInto<Place>(model.session, {kind: 'list', pane, scope: object});
};

/** `t`: what happened to the object that is selected or read about; of nothing, to the whole swarm. */
export const openTimeline = (model: ConsoleModel): void => {
  const content = model.focused();
  const scope = objectOn(content);
  const {place} = content.panel;
  if (place.kind === 'list' && place.pane === pane && place.scope?.id === scope?.id) return;
  drillInto<Place>(model.session, {kind: 'list', pane, scope});
};

const objectOn = (content: PanelContent): ObjectRef | null => {
  if (content.kind === 'log') return null;
  if (content.kind !== 'text') return content.selected;
  const {place} = content.panel;
  return 'object' in place ? place.object : null;
};

/** Shows the next kind only, or at least the next severity; after the last one all again. */
export const narrowTimeline = (model: ConsoleModel, by: 'kind' | 'severity'): void => {
  const content = model.focused();
  if (content.kind !== 'list' || content.live.pane !== pane) return;
  const words: readonly string[] = by === 'kind' ? kindWords : severityWords;
  const {narrow = []} = content.state;
  const present = narrow.find(word => words.includes(word));
  const next = words[present === undefined ? 0 : words.indexOf(present) + 1];
  const others = narrow.filter(word => !words.includes(word));
  updateList(model.session, content.panel.key, () => ({
    narrow: next === undefined ? others : [...others, next],
    top: 0,
  }));
};
