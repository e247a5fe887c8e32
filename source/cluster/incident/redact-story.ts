import type {FindingStay} from '../../domain/incident/finding-history.ts';
import type {FieldChange, IncidentStory} from '../../domain/incident/incident-report.ts';
import type {Redactor} from '../../domain/masking/redactor.ts';

/** A story without secrets, text by text: what is escaped for Markdown, or cut, would not be found any more. */
export function redactedStory(story: IncidentStory, {text: hide}: Redactor): IncidentStory {
  const hideChange = ({path, before, after}: FieldChange): FieldChange => ({
    path,
    before: hide(before),
    after: hide(after),
  });
  const hideTime = <Time extends {readonly how: string}>(time: Time): Time => ({
    ...time,
    how: hide(time.how),
  });
  const hideStay = (stay: FindingStay): FindingStay => {
    const {title, reason, blastRadius} = stay.finding;
    const hidden = {title: hide(title), reason: hide(reason), blastRadius: hide(blastRadius)};
    return {...stay, finding: {...stay.finding, ...hidden}};
  };
  const {mark, times, history} = story;
  const {firstSign, toDetect, toAct, toRecover} = times;
  return {
    ...story,
    mark: {...mark, name: hide(mark.name), host: hide(mark.host), named: mark.named.map(hide)},
    times: {
      firstSign: firstSign && {...firstSign, what: hide(firstSign.what)},
      toDetect: hideTime(toDetect),
      toAct: hideTime(toAct),
      toRecover: hideTime(toRecover),
    },
    history: {...history, stays: history.stays.map(hideStay)},
    actions: story.actions.map(action => ({
      ...action,
      title: hide(action.title),
      result: hide(action.result),
      commands: action.commands.map(hide),
    })),
    entries: story.entries.map(entry => ({...entry, title: hide(entry.title), detail: hide(entry.detail)})),
    specs: story.specs.map(spec => ({
      ...spec,
      asked: spec.asked.map(hideChange),
      changes: spec.changes.map(hideChange),
    })),
    logs: story.logs.map(log => ({...log, lines: log.lines.map(hide)})),
    missing: story.missing.map(hide),
  };
}
