import type {Intent} from '../../../actions/intent.ts';
import type {ObjectRef, Place} from '../../../panes/pane.ts';
import {currentPlace, drillInto} from '../../../store/session.ts';
import type {BatchItem} from '../../acting/batches.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {placeKey} from '../../places.ts';
import {actOn, targetsOf, wordsOf} from './targets.ts';

/** `o`, `:rollout web`: one rollout, live, whoever began it. */
export const openRollout = (model: ConsoleModel, argument: string): void => {
  const targets = targetsOf(model, ['service'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [service] = targets.objects;
  if (service !== undefined) showRollout(model, service);
};

/** Goes to the rollout of a service, unless it is on the screen. */
export const showRollout = (model: ConsoleModel, object: ObjectRef): void => {
  const place: Place = {kind: 'rollout', object};
  if (placeKey(currentPlace(model.session.getState())) !== placeKey(place)) drillInto(model.session, place);
};

/**
 * Acts on services; where the tasks of one are replaced by that, its rollout is watched instead of the action alone.
 * Resolves to whether it was begun.
 */
export const actAndWatch = async (
  model: ConsoleModel,
  services: readonly ObjectRef[],
  make: (service: string) => Intent,
): Promise<boolean> => {
  const [service] = services;
  const isOne = services.length === 1;
  const wanted = services.map(({id}) => make(id));
  const versionNow = () => model.cluster.store.table('services').get(service?.id ?? '')?.version;
  const versionBefore = versionNow();
  const acted = await actOn(model, wanted, {isQuiet: isOne});
  if (acted.kind !== 'begun') return false;
  if (!isOne || service === undefined) return true;
  const batch = model.acting.batches.get(acted.batch);
  const isSeenThere = ({plan}: BatchItem) => plan.kind === 'plan' && plan.risk !== 'safe' && plan.tasks > 0;
  if (batch?.items.some(isSeenThere) !== true) return true;
  showRollout(model, service);
  void acted.ended.then(items => {
    const {dialogs, session} = model;
    const isHere =
      placeKey(currentPlace(session.getState())) === placeKey({kind: 'rollout', object: service});
    const isFree = dialogs.open() === null && session.getState().overlay.kind === 'none';
    const isUntouched = versionNow() === versionBefore;
    // No rollout shows what never became one.
    if (isHere && isFree && items.some(item => isTurnedDown(item, isUntouched)))
      model.acting.watch(acted.batch);
  });
  return true;
};

/** What failed after the service was changed, is a failure of its rollout. */
const isTurnedDown = ({outcome}: BatchItem, isUntouched: boolean): boolean =>
  outcome?.kind === 'conflict' || outcome?.kind === 'refused' || (outcome?.kind === 'failed' && isUntouched);

const onService =
  (make: (service: string) => Intent) =>
  async (model: ConsoleModel, argument: string): Promise<void> => {
    const targets = targetsOf(model, ['service'], wordsOf(argument));
    if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
    await actAndWatch(model, targets.objects, make);
  };

/** `p` of a rollout, `:rollout-pause web`. */
export const pauseRollout = onService(service => ({kind: 'pause-rollout', service}));

/** `R` of a rollout, `:rollout-resume web`. */
export const resumeRollout = onService(service => ({kind: 'resume-rollout', service}));
