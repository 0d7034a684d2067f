import { readFileSync } from "node:fs";
import {
  type LawfulBasis,
  type ListSettings,
  lawfulBases,
  listSchema,
} from "../../../functions/core/people/list.ts";
import { archiveList, changeList } from "../../../functions/steps/people/lists/change-list.ts";
import { BadInput, refusedBySystem } from "../../cli/bad-input.ts";
import { commandActor } from "../../cli/command-actor.ts";
import { knownList } from "./known-list.ts";
import type { ListAction, OptionValues } from "./list-action.ts";
import { sayListed } from "./say-list.ts";
import { countPeopleOn } from "./show-list-action.ts";

type Settings = Partial<Omit<ListSettings, "archivedAt">>;

const text = { type: "string" } as const;
const flag = { type: "boolean", default: false } as const;

/** Changes what people decide about a list. What no option names stays as it is. */
export const changeListAction: ListAction = {
  usage:
    "LIST [--name NAME] [--description TEXT] [--public | --private] [--opt-in single|double] [--basis BASIS] [--purpose TEXT] [--welcome FILE] [--archive | --restore]",
  options: {
    name: text,
    description: text,
    public: flag,
    private: flag,
    "opt-in": text,
    basis: text,
    purpose: text,
    welcome: text,
    archive: flag,
    restore: flag,
  },
  words: 1,
  secrets: [],
  mayBegin: false,
  read: ({ words: [id = ""], values }) => {
    const settings = settingsIn(values);
    const isArchived = oneOf(values, "archive", "restore");
    if (Object.keys(settings).length === 0 && isArchived === undefined)
      throw new BadInput("Say what to change, for example --name NAME.");
    return async pipeline => {
      await knownList(pipeline.table, id);
      const by = commandActor();
      const changed = await changeList(pipeline, id, settings, by);
      const archived =
        isArchived === undefined ? undefined : await archiveList(pipeline, id, isArchived, by);
      const isChanged = [changed, archived].some(each => each?.kind === "changed");
      const list = await countPeopleOn(pipeline, await knownList(pipeline.table, id));
      const line = `${isChanged ? "Changed" : "No change"}: ${sayListed(list)}`;
      return { value: list, lines: [line], code: 0 };
    };
  },
};

/** Returns whether the first of two options is given, or the second; undefined if neither is. */
function oneOf(values: OptionValues, first: string, second: string): boolean | undefined {
  if (values[first] && values[second])
    throw new BadInput(`Give only one of --${first} and --${second}.`);
  return values[first] ? true : values[second] ? false : undefined;
}

/** The settings that the options name. An empty text removes an optional one. */
function settingsIn(values: OptionValues): Settings {
  const given: Record<string, unknown> = {};
  const isPublic = oneOf(values, "public", "private");
  if (isPublic !== undefined) given.visibility = isPublic ? "public" : "private";
  for (const [option, field] of Object.entries(fields)) {
    const value = values[option];
    if (value === undefined) continue;
    const read = option === "welcome" ? readWelcome(String(value)) : String(value);
    given[field] = read === "" && field !== "name" ? undefined : read;
  }
  if (given.optIn !== undefined && given.optIn !== "single" && given.optIn !== "double")
    throw new BadInput("--opt-in must be single or double.");
  if (given.lawfulBasis !== undefined && !lawfulBases.includes(given.lawfulBasis as LawfulBasis))
    throw new BadInput(`--basis must be one of ${lawfulBases.join(", ")}, or "" for none.`);
  const read = listSchema.partial().safeParse(given);
  // Also what is to be removed, which the read data lacks.
  if (read.success) return Object.assign(given, read.data) as Settings;
  const { path, message } = read.error.issues[0] ?? { path: [], message: "cannot be used" };
  const option = Object.entries(fields).find(([, field]) => field === path[0])?.[0] ?? path[0];
  throw new BadInput(`--${String(option)} ${message}.`);
}

const fields: Readonly<Record<string, keyof Settings>> = {
  name: "name",
  description: "description",
  "opt-in": "optIn",
  basis: "lawfulBasis",
  purpose: "purpose",
  welcome: "welcome",
};

/** `""` removes the welcome letter. */
function readWelcome(file: string): string {
  if (file === "") return "";
  try {
    return readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
  } catch (error) {
    throw refusedBySystem(file, error as NodeJS.ErrnoException);
  }
}
