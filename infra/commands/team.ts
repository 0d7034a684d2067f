import type { Member } from "../../functions/core/access/member.ts";
import { addMember, type NewMember } from "../../functions/steps/access/add-member.ts";
import { findTeamMembers } from "../../functions/steps/access/find-team-members.ts";
import { removeMember } from "../../functions/steps/access/remove-member.ts";
import type { Pipeline } from "../../functions/steps/pipeline.ts";
import { listTeam } from "../../functions/store/access/members.ts";
import { listBulletins } from "../../functions/store/bulletins/bulletins.ts";
import { BadInput } from "../cli/bad-input.ts";
import { commandActor } from "../cli/command-actor.ts";
import { openPlace } from "./open-place.ts";
import type { CommandResult } from "./run-command.ts";
import { sayMember } from "./say-member.ts";
import { readTeamArguments } from "./team-arguments.ts";

/** Adds, shows or removes members of the editors' site. Throws BadInput. */
export async function runTeam(args: readonly string[]): Promise<CommandResult> {
  const { place: name, json, act } = readTeamArguments(args);
  const place = await openPlace(name, act.kind === "show" ? [] : ["address-key"]);
  try {
    const { pipeline } = place;
    switch (act.kind) {
      case "add":
        return { ...(await add(pipeline, act.member)), json };
      case "remove":
        return { ...(await remove(pipeline, act.who)), json };
      case "show":
        return { ...(await show(pipeline, act.who)), json };
    }
  } finally {
    await place.close();
  }
}

type Result = Omit<CommandResult, "json">;

async function add(pipeline: Pipeline, member: NewMember): Promise<Result> {
  await refuseUnknownBulletins(pipeline, member);
  const added = await addMember(pipeline, member, commandActor());
  switch (added.kind) {
    case "unknown":
      throw new BadInput(
        `Nobody has signed in as "${member.who}". Name the address of someone new.`,
      );
    case "no-name":
      throw new BadInput(`${member.who} is new here: give a name with --name NAME.`);
    case "invited":
      return {
        value: added,
        code: 0,
        lines: [
          `Added: ${sayMember(added.member)}`,
          "The roles count from their first sign-in with this address. The sign-in service must have verified it.",
        ],
      };
    case "changed":
      return { value: added, code: 0, lines: [`Changed: ${sayMember(added.member)}`] };
    case "unchanged":
      return { value: added, code: 0, lines: [`No change: ${sayMember(added.member)}`] };
  }
}

async function refuseUnknownBulletins(pipeline: Pipeline, { grants }: NewMember): Promise<void> {
  const known = (await listBulletins(pipeline.table)).map(({ id }) => id);
  const unknown = grants.find(
    ({ bulletin }) => bulletin !== undefined && !known.includes(bulletin),
  );
  if (unknown !== undefined)
    throw new BadInput(
      `There is no bulletin "${unknown.bulletin}". ${known.length > 0 ? `There are ${known.join(", ")}.` : "There are none yet."}`,
    );
}

async function show(pipeline: Pipeline, who: string | undefined): Promise<Result> {
  if (who === undefined) {
    const team = await listTeam(pipeline.table);
    const lines = team.length > 0 ? team.map(sayMember) : ["Nobody is on the team yet."];
    return { value: team, lines, code: 0 };
  }
  const { known, invited } = await findTeamMembers(pipeline.table, who);
  return foundOr(who, [...known, ...invited], member => member);
}

async function remove(pipeline: Pipeline, who: string): Promise<Result> {
  const removed = await removeMember(pipeline, who, commandActor());
  return foundOr(who, removed, member => `Removed: ${member}`);
}

function foundOr(who: string, members: readonly Member[], say: (member: string) => string): Result {
  return members.length > 0
    ? { value: members, lines: members.map(member => say(sayMember(member))), code: 0 }
    : { value: [], lines: [`${who} is not on the team.`], code: 1 };
}
