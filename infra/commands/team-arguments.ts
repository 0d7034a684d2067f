import { type Grant, grantSchema } from "../../functions/core/access/member.ts";
import { type Role, roles } from "../../functions/core/access/role.ts";
import { parseMailbox } from "../../functions/core/people/mailbox.ts";
import { cleanLine } from "../../functions/core/text/clean-text.ts";
import type { NewMember } from "../../functions/steps/access/add-member.ts";
import { BadInput } from "../cli/bad-input.ts";
import { type PlaceName, placeIn, placeOptions, placeUsage } from "../cli/place-arguments.ts";
import { readArguments } from "../cli/read-arguments.ts";

const teamUsage = [
  "Usage: npm run team -- add ADDRESS --name NAME --roles ROLE,… [--bulletins ID,…]",
  "       npm run team -- show [ADDRESS]",
  "       npm run team -- remove ADDRESS",
  `       each with ${placeUsage}`,
].join("\n");

export type TeamArguments = {
  readonly place: PlaceName;
  readonly json: boolean;
  readonly act:
    | { readonly kind: "add"; readonly member: NewMember }
    | { readonly kind: "show"; readonly who: string | undefined }
    | { readonly kind: "remove"; readonly who: string };
};

const options = {
  ...placeOptions,
  name: { type: "string" },
  roles: { type: "string" },
  bulletins: { type: "string" },
} as const;

/** Reads the command line. Throws BadInput. */
export function readTeamArguments(args: readonly string[]): TeamArguments {
  const { values, positionals } = readArguments(args, options, teamUsage);
  const [verb, who, ...others] = positionals;
  const place = placeIn(values, teamUsage);
  const { json, name, roles: named, bulletins } = values;
  if (others[0] !== undefined)
    throw new BadInput(`Unexpected argument "${others[0]}". Name one person.`, teamUsage);
  if (verb !== "add" && (name ?? named ?? bulletins) !== undefined)
    throw new BadInput("--name, --roles and --bulletins belong to add.", teamUsage);
  switch (verb) {
    case "show":
      return { place, json, act: { kind: "show", who } };
    case "remove":
      return { place, json, act: { kind: "remove", who: required(who) } };
    case "add": {
      const grants = grantsIn(rolesOf(named), listOf(bulletins));
      return { place, json, act: { kind: "add", member: memberOf(required(who), name, grants) } };
    }
    default:
      throw new BadInput(
        verb === undefined ? "Say what to do: add, show or remove." : `There is no "${verb}".`,
        teamUsage,
      );
  }
}

function required(who: string | undefined): string {
  if (who === undefined) throw new BadInput("Name a person by their address.", teamUsage);
  return who;
}

function memberOf(who: string, name: string | undefined, grants: readonly Grant[]): NewMember {
  if (!who.includes("@")) return { who, name, grants };
  const read = parseMailbox(who);
  if (read.kind === "invalid") throw new BadInput(`${who}: ${read.reason}.`);
  const clean = name === undefined ? undefined : cleanLine(name);
  if (clean === "" || (clean !== undefined && clean.length > 100))
    throw new BadInput("--name needs 1 to 100 characters.");
  return { who: read.mailbox.address, name: clean, grants };
}

const listOf = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map(each => each.trim())
    .filter(each => each !== "");

function rolesOf(text: string | undefined): Role[] {
  const named = listOf(text);
  const isRole = (name: string): name is Role => (roles as readonly string[]).includes(name);
  const unknown = named.find(each => !isRole(each));
  if (unknown !== undefined)
    throw new BadInput(`There is no role "${unknown}". The roles are ${roles.join(", ")}.`);
  if (named.length === 0)
    throw new BadInput(`Name at least one role: --roles ${roles.join(",")}.`, teamUsage);
  return named.filter(isRole);
}

function grantsIn(given: readonly Role[], bulletins: readonly string[]): Grant[] {
  if (bulletins.length === 0) return given.map(role => ({ role }));
  return bulletins.flatMap(bulletin =>
    given.map(role => {
      const { data } = grantSchema.safeParse({ role, bulletin });
      if (data) return data;
      throw new BadInput(`"${bulletin}" is not the id of a bulletin, like care-weekly.`);
    }),
  );
}
