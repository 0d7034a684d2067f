import * as z from "zod";
import { byline } from "../../core/access/person.ts";
import type { Edition } from "../../core/bulletins/edition.ts";
import { type Figure, figures } from "../../core/ledger/figure.ts";
import { listPeople, readPage } from "../../steps/ledger/list-people.ts";
import { readAccount } from "../../steps/ledger/read-account.ts";
import { getBulletin } from "../../store/bulletins/bulletins.ts";
import { type EditorsRoom, findEdition } from "../kit/editors-room.ts";
import { sendPage } from "../kit/layout.tsx";
import { sendProblem } from "../kit/problem-pages.tsx";
import type { GuardedRoutes } from "../sign-in/guarded-routes.tsx";
import { peopleCsv, peopleInFile } from "./people-csv.ts";
import { PeoplePage } from "./people-page.tsx";

/** People on one page. */
const peopleOnPage = 100;

/** Milliseconds that a page looks for them: where they are few among a million, another page goes on. */
const patience = 8_000;

const asked = z.object({
  standing: z.enum(figures).optional(),
  after: z
    .string()
    .regex(/^\d{3,}-[0-9A-Z]{26}\.\d{1,2}$/)
    .transform(text => ({ batch: text.slice(0, text.indexOf(".")), position: Number(text.slice(text.indexOf(".") + 1)) }))
    .optional(),
  part: z.coerce.number().int().min(1).max(1_000).optional(),
});

export function addPeopleRoutes(routes: GuardedRoutes, room: EditorsRoom): void {
  const { pipeline, frame } = room;

  routes.get("/editions/:edition/people", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const query = asked.safeParse(c.req.query()).data;
    if (!edition || !query) return sendProblem(c, frame, 404);
    const { standing: figure, after } = query;
    const end = pipeline.now() + patience;
    const [page, bulletin, files] = await Promise.all([
      readPage(listPeople(pipeline, edition, figure, { after }), peopleOnPage, () => pipeline.now() > end),
      getBulletin(pipeline.table, edition.bulletin),
      countFiles(room, edition, figure),
    ]);
    const isLater = after !== undefined;
    return sendPage(c, <PeoplePage {...{ room, edition, bulletin, figure, page, isLater, files }} />);
  });

  routes.get("/editions/:edition/people.csv", "read", async c => {
    const edition = await findEdition(room, c.req.param("edition"));
    const query = asked.safeParse(c.req.query()).data;
    if (!edition || !query) return sendProblem(c, frame, 404);
    const { standing, part } = query;
    pipeline.log("people-exported", { edition: edition.id, standing: standing ?? "all", by: byline(c.var.person) });
    const skip = part === undefined ? 0 : (part - 1) * peopleInFile;
    const most = part === undefined ? Number.POSITIVE_INFINITY : peopleInFile;
    const name = [edition.id, standing, part && `part-${part}`].filter(Boolean).join("-");
    return c.body(peopleCsv(listPeople(pipeline, edition, standing, { skip }), most), 200, {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
    });
  });
}

/** Only a large audience may need several, and only its account is read for it. */
async function countFiles({ pipeline }: EditorsRoom, edition: Edition, figure: Figure | undefined): Promise<number> {
  if (edition.audience <= peopleInFile) return 1;
  const people = figure === undefined ? edition.audience : (await readAccount(pipeline, edition.id))[figure];
  return Math.ceil(people / peopleInFile);
}
