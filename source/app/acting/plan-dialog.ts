import type {Refusal, Risk} from '../../actions/plan/plan.ts';
import type {DialogButton} from '../../ui/dialog-layout.ts';
import type {Line} from '../../ui/span.ts';
import {editField, insertText, textField} from '../../ui/text-field.ts';
import {hint, type OpenDialog} from '../dialogs/dialog.ts';
import type {AnyPlan} from './any-plan.ts';
import {briefPlanLines, planLines, reasonLines, refusalLines, refusedLine, riskLevels} from './plan-lines.ts';

/** What was made of several intents, in their order. */
export type Planned = readonly (AnyPlan | Refusal)[];

export interface PlanDialogParts {
  readonly planned: Planned;
  readonly confirmed: () => void;
  /** Null: what was confirmed is not what was asked; else why it was given up. */
  readonly cancelled: (reason: string) => void;
  /** Resolves to what a dry run says. */
  readonly dryRun: () => Promise<string>;
  readonly changed: () => void;
}

const severity: readonly Risk[] = ['safe', 'disruptive', 'destructive'];

export const isPlan = (planned: AnyPlan | Refusal): planned is AnyPlan => planned.kind !== 'refusal';

/** The highest risk decides how all of them are confirmed. */
export const highestRisk = (plans: readonly AnyPlan[]): Risk =>
  plans.reduce<Risk>(
    (worst, {risk}) => (severity.indexOf(risk) > severity.indexOf(worst) ? risk : worst),
    'safe',
  );

/** What must be typed before something is gone for good. */
const wordsToType = (plans: readonly AnyPlan[]): string => {
  const destructive = plans.filter(({risk}) => risk === 'destructive');
  const [first] = destructive;
  return destructive.length === 1 && first !== undefined
    ? first.object.name
    : `${destructive.length} ${first?.object.kind ?? 'object'}s`;
};

/** Shows what would be done and why it may not be, and asks as much as the highest risk wants. */
export const createPlanDialog = (parts: PlanDialogParts): OpenDialog => {
  const {planned} = parts;
  const plans = planned.filter(isPlan);
  const risk = highestRisk(plans);
  const wanted = risk === 'destructive' ? wordsToType(plans) : null;
  const isPossible = plans.length > 0;
  const ids = isPossible ? [...(wanted === null ? [] : ['name']), 'cancel', 'run', 'dry-run'] : ['cancel'];
  const body = bodyLines(planned, plans);
  let selected = ids[0] ?? 'cancel';
  let typed = textField();
  let note: Line = [];

  const run = () => {
    if (wanted === null || typed.text.trim() === wanted) return parts.confirmed();
    selected = 'name';
    note = [{text: `✖ type ${wanted} to go on`, tone: 'critical'}];
  };
  const cancel = () => parts.cancelled(isPossible ? 'not confirmed' : 'refused');
  const dryRun = () => {
    note = [{text: 'dry run …', tone: 'muted'}];
    void parts.dryRun().then(said => {
      note = [{text: said, tone: 'info'}];
      parts.changed();
    });
  };
  const press = (button: string) => {
    if (button === 'run') return run();
    if (button === 'dry-run') return dryRun();
    cancel();
  };
  const move = (step: 1 | -1) => {
    selected = ids[(ids.indexOf(selected) + step + ids.length) % ids.length] ?? 'cancel';
  };

  return {
    view: () => ({
      title: titleOf(planned),
      body,
      ...(wanted === null
        ? {}
        : {
            inputs: [
              {kind: 'text' as const, id: 'name', label: 'Type', field: typed, hint: `${wanted} to go on`},
            ],
          }),
      note,
      buttons: isPossible ? planButtons(plans, risk) : [{id: 'cancel', title: 'Close'}],
      selected,
    }),
    hints: () =>
      isPossible
        ? [
            hint('<tab>', 'next'),
            hint('<enter>', selected === 'name' ? 'go on' : selected.replace('-', ' ')),
            ...(selected === 'name' ? [] : [hint('d', 'dry run')]),
            hint('<esc>', 'cancel'),
          ]
        : [hint('<esc>', 'close')],
    key(key, text) {
      const isTyping = selected === 'name';
      switch (key) {
        case 'esc':
        case 'ctrl+c':
          return cancel();
        case 'tab':
          return move(1);
        case 'shift+tab':
          return move(-1);
        case 'enter':
          return isTyping ? run() : press(selected);
      }
      if (isTyping) {
        note = [];
        typed = editField(typed, key, text) ?? typed;
      } else if (key === 'left') move(-1);
      else if (key === 'right') move(1);
      else if (key === 'd' && isPossible) dryRun();
    },
    paste(text) {
      if (selected === 'name') typed = insertText(typed, text);
    },
    press,
    dismissed: () => parts.cancelled('closed before it was confirmed'),
  };
};

const titleOf = (planned: Planned): string => {
  const [only] = planned;
  if (planned.length === 1 && only !== undefined) return only.title;
  const refused = planned.filter(each => !isPlan(each)).length;
  return refused === 0 ? `${planned.length} plans` : `${planned.length - refused} plans, ${refused} refused`;
};

const bodyLines = (planned: Planned, plans: readonly AnyPlan[]): readonly Line[] => {
  const [only] = planned;
  if (planned.length === 1 && only !== undefined)
    return isPlan(only) ? planLines(only) : [refusedLine, [], ...reasonLines(only)];
  const refused = planned.filter((each): each is Refusal => !isPlan(each));
  const blocks = [...refused.map(refusalLines), ...plans.map(briefPlanLines)];
  const first: Line = [{text: 'One after another; the first that fails stops the rest.', tone: 'muted'}];
  return [
    ...(plans.length > 1 ? [first, []] : []),
    ...blocks.flatMap((block, index) => (index > 0 ? [[], ...block] : block)),
  ];
};

/** The button says what it does: the first word of the title is its verb. */
const planButtons = (plans: readonly AnyPlan[], risk: Risk): readonly DialogButton[] => {
  const verbs = new Set(plans.map(({title}) => /^[a-z-]+/i.exec(title)?.[0] ?? 'go on'));
  const verb = verbs.size === 1 ? [...verbs].join('') : 'do all';
  const tone = riskLevels[risk];
  return [
    {id: 'cancel', title: 'Cancel'},
    {
      id: 'run',
      title: `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`,
      ...(tone === 'critical' ? {tone} : {}),
    },
    {id: 'dry-run', title: 'Dry run'},
  ];
};
