import type {ListPaneId, Place} from '../../panes/pane.ts';
import {jumpTo, updateList} from '../../store/session.ts';
import type {ConsoleModel} from '../console-model.ts';
import {home, placeKey} from '../places.ts';
import {switchTo} from './looking.ts';

/** Opens a list by name; an argument that begins with `/` becomes its filter, any other one too. */
export const goToList = (model: ConsoleModel, pane: ListPaneId, argument: string): void => {
  if (pane === 'contexts') {
    if (argument !== '' && !argument.startsWith('/')) return switchTo(model, argument);
    model.reloadContexts();
  }
  const place: Place = {kind: 'list', pane, scope: null};
  jumpTo(model.session, place);
  if (argument === '') return;
  const filter = argument.startsWith('/') ? argument.slice(1) : argument;
  updateList(model.session, placeKey(place), () => ({filter, top: 0}));
};

export const goHome = (model: ConsoleModel): void => jumpTo<Place>(model.session, home);
