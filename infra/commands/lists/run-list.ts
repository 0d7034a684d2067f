import { BadInput } from "../../cli/bad-input.ts";
import { placeIn, placeOptions, placeUsage } from "../../cli/place-arguments.ts";
import { readArguments } from "../../cli/read-arguments.ts";
import { openPlace } from "../open-place.ts";
import type { CommandResult } from "../run-command.ts";
import { changeListAction } from "./change-list-action.ts";
import { createListAction } from "./create-list-action.ts";
import { exportListAction } from "./export-list-action.ts";
import { importListAction } from "./imports/import-list-action.ts";
import { undoImportAction } from "./imports/undo-import-action.ts";
import { liftAction } from "./lift-action.ts";
import type { ListAction, OptionValues, Print } from "./list-action.ts";
import { reconfirmAction } from "./reconfirm-action.ts";
import { showListAction } from "./show-list-action.ts";

/** Everything that the command does. A verb is its action's name here. */
const actions: Readonly<Record<string, ListAction>> = {
  create: createListAction,
  change: changeListAction,
  show: showListAction,
  import: importListAction,
  undo: undoImportAction,
  export: exportListAction,
  lift: liftAction,
  reconfirm: reconfirmAction,
};

const listUsage = [
  ...Object.entries(actions).map(
    ([verb, { usage }], index) =>
      `${index === 0 ? "Usage:" : "      "} npm run list -- ${verb} ${usage}`,
  ),
  `       each with ${placeUsage}`,
].join("\n");

const options = Object.assign(
  {},
  ...Object.values(actions).map(action => action.options),
  placeOptions,
) as typeof placeOptions;

/** Creates, shows, exports and changes lists of people. Throws BadInput. */
export async function runList(args: readonly string[], print: Print): Promise<CommandResult> {
  const { values, positionals } = readArguments(args, options, listUsage);
  const [verb, ...words] = positionals;
  const action = actionOf(verb);
  const given: OptionValues = values;
  const { json } = values;
  refuseOthers(verb ?? "", action, given);
  const wanted = action.usage.split(" ").slice(0, action.words);
  const missing = wanted[words.length];
  if (missing !== undefined) throw new BadInput(`Missing: ${missing}.`, listUsage);
  const extra = words[action.words];
  if (extra !== undefined) throw new BadInput(`Unexpected argument "${extra}".`, listUsage);
  const name = placeIn(values, listUsage);
  const run = action.read({ words, values: given, json });
  const place = await openPlace(name, action.secrets, { mayBegin: action.mayBegin });
  try {
    return Object.assign(await run(place.pipeline, print), { json });
  } finally {
    await place.close();
  }
}

function actionOf(verb: string | undefined): ListAction {
  const action = verb !== undefined && Object.hasOwn(actions, verb) ? actions[verb] : undefined;
  if (action) return action;
  throw new BadInput(
    verb === undefined
      ? `Say what to do: ${Object.keys(actions).join(", ")}.`
      : `There is no "${verb}".`,
    listUsage,
  );
}

/** Refuses an option that another verb has. */
function refuseOthers(verb: string, action: ListAction, values: OptionValues): void {
  const allowed = new Set([...Object.keys(action.options), ...Object.keys(placeOptions)]);
  const other = Object.entries(values).find(
    ([name, value]) => !allowed.has(name) && value !== undefined && value !== false,
  );
  if (other) throw new BadInput(`--${other[0]} does not belong to ${verb}.`, listUsage);
}
