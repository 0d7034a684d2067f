import { describe, expect, it } from "vitest";
import { runClock } from "../../../functions/steps/clock/run-clock.ts";
import { localSignIn } from "../../../infra/local/site/sign-in-site.tsx";
import { aSite, post, sessionOf, storeEntry } from "../a-served-site.ts";
import { mistakes } from "../html-mistakes.ts";

describe("after a restore from a backup", () => {
  it("the pages say that nothing is sent, and one button lets sending go on", async () => {
    const site = await aSite();
    await storeEntry(site);
    const text = async (path: string) => (await site.request(path)).text();
    await runClock(site.pipeline, site.template);
    const warning = "Nothing is sent: the data was restored from a backup.";
    expect(await text("/")).not.toContain(warning);
    expect(await text("/clock")).toContain("The clock last ran on");
    await runClock({ ...site.pipeline, tableId: async () => "restored" }, site.template);
    for (const path of ["/", "/bulletins/care-weekly", "/bulletins/care-weekly/send"])
      expect(await text(path), path).toContain(warning);
    const page = await text("/clock");
    expect(page).toContain("Letters may have gone out after it");
    expect(await mistakes(page)).toEqual([]);
    const Cookie = await sessionOf(site.pipeline, localSignIn(site.pipeline).session, "editor");
    const forEditor = await (await site.request("/clock", { headers: { Cookie } })).text();
    expect(forEditor).not.toContain("Let sending go on");
    expect((await post(site, "/clock/restart", { entries: "all" })).status).toBe(400);
    const done = await post(site, "/clock/restart", { entries: "draft" });
    expect(done.headers.get("Location")).toBe("/clock?restarted");
    expect(await text("/clock?restarted")).toContain("Sending goes on.");
    expect(await text("/")).not.toContain(warning);
    const bulletin = await text("/bulletins/care-weekly");
    expect(bulletin).toContain("Drafts");
  });
});
