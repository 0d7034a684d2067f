import { actorOf } from "../../core/access/actor.ts";
import { senderProblem } from "../../core/bulletins/bulletin-problem.ts";
import { createBulletin } from "../../steps/editions/bulletins/create-bulletin.ts";
import { findBulletinProblems } from "../../steps/editions/bulletins/set-bulletin.ts";
import { findStatusProblems } from "../../steps/people/find-status-problems.ts";
import { listLists } from "../../store/people/lists.ts";
import { type EditorsRoom, findBulletin } from "../kit/editors-room.ts";
import type { FieldProblem } from "../kit/fields.tsx";
import { readFormData } from "../kit/forms.ts";
import { sendPage } from "../kit/layout.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { formSteps, idIn, newBulletinIn, newTyped } from "./form/bulletin-form.ts";
import { type FormBulletin, stepProblems } from "./form/judge-form.ts";
import { peopleOnLists } from "./form/people-on-lists.ts";
import { one, readTyped, type Typed } from "./form/typed.ts";
import { CheckBulletinPage, NewBulletinPage } from "./new-bulletin-page.tsx";

const carried = formSteps.flat();
/** The step after the last: the page that shows everything, and creates it. */
const checking = formSteps.length;
/** The step that asks for the lists. */
const listStep = 2;
const uncounted: ReadonlyMap<string, number> = new Map();
const taken: FieldProblem = {
  field: "id",
  message: "Another bulletin has this short name. Enter another one",
};

export function addNewBulletinRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  routes.get("/bulletins/new", "manage", async c =>
    sendPage(
      c,
      <NewBulletinPage
        room={room}
        step={0}
        typed={newTyped}
        problems={[]}
        lists={[]}
        people={uncounted}
      />,
    ),
  );

  routes.post("/bulletins/new", "manage", async c => {
    const form = await readFormData(c);
    const typed = readTyped(form, carried);
    const given = Number(form.get("step"));
    const step = Number.isInteger(given) && given >= 0 && given <= checking ? given : 0;
    const isCreating = step === checking && form.get("go") === "create";
    const lists = await listLists(room.pipeline.table);
    const show = async (step: number, problems: readonly FieldProblem[] = []) => {
      const people = step === listStep ? await peopleOnLists(room.pipeline, lists) : uncounted;
      const page = (
        <NewBulletinPage
          room={room}
          step={step}
          typed={typed}
          problems={problems}
          lists={lists}
          people={people}
        />
      );
      return sendPage(c, page, problems.length > 0 ? 400 : 200);
    };
    if (form.get("go") === "back") return show(Math.max(step - 1, 0));
    const judged = newBulletinIn(typed);
    const problems = await problemsOf(room, typed, judged);
    // Creating finds out by itself: the form may have been sent twice.
    if (!isCreating && (await findBulletin(room, idIn(typed)))) problems.push(taken);
    // The later steps are not filled in yet.
    for (const [index, fields] of formSteps.entries()) {
      const own = problems.filter(({ field }) => (fields as readonly string[]).includes(field));
      if (index <= step && own.length > 0) return show(index, own);
    }
    if (step < checking - 1) return show(step + 1);
    if (judged.kind === "problems") return show(checking - 1, judged.problems);
    const { bulletin } = judged;
    if (!isCreating) {
      const now = new Date(room.pipeline.now());
      return sendPage(
        c,
        <CheckBulletinPage
          room={room}
          typed={typed}
          bulletin={bulletin}
          lists={lists}
          now={now}
          status={await findStatusProblems(room.pipeline, bulletin.sender.from)}
        />,
      );
    }
    const created = await createBulletin(room.pipeline, bulletin, actorOf(c.var.person));
    if (created.kind === "taken") return show(0, [taken]);
    if (created.kind === "refused") return show(checking - 1, stepProblems(created.problems));
    return c.redirect(`/bulletins/${bulletin.id}`, 303);
  });
}

async function problemsOf(
  { pipeline }: EditorsRoom,
  typed: Typed,
  judged: FormBulletin,
): Promise<FieldProblem[]> {
  if (judged.kind === "good")
    return stepProblems(await findBulletinProblems(pipeline, judged.bulletin));
  const elsewhere = senderProblem(one(typed, "from"), pipeline.senderDomain);
  return [...judged.problems, ...stepProblems(elsewhere ? [elsewhere] : [])];
}
