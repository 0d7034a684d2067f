import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { entryTextSchema } from "../../../functions/core/bulletins/entry.ts";
import { formValues, readForm } from "../../../functions/web/kit/read-form.ts";
import { arbitraryOf } from "../../examples/arbitrary-of.ts";

const forms = [{ name: "entry", schema: entryTextSchema }];

/** As a browser sends it: form data has "\r\n" for every line end. */
const sent = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).map(([key, text]) => [key, text.replace(/\n/g, "\r\n")]),
  );

describe("the form", () => {
  it.each(forms)(
    "of an $name shows every valid value so that it comes back the same",
    ({ schema }) => {
      fc.assert(
        fc.property(arbitraryOf(schema), value => {
          const form = readForm(schema, sent(formValues(schema, value)));
          expect(form).toMatchObject({ kind: "good", good: value });
        }),
      );
    },
  );

  it("begins a message with the field's name, and shows one for each field", () => {
    const schema = z.object({
      copies: z.int("must be a whole number").max(9, "must be 9 or fewer"),
      name: z.string().min(1, "Enter a name").min(2, "must be longer"),
    });
    const read = (copies: string, name: string) => {
      const form = readForm(schema, { copies, name }, { copies: "The number of copies" });
      return form.kind === "good" ? form.good : form.problems;
    };
    expect(read("12", "")).toEqual([
      { field: "copies", message: "The number of copies must be 9 or fewer" },
      { field: "name", message: "Enter a name" },
    ]);
    expect(read("1.5", "x")).toEqual([
      { field: "copies", message: "The number of copies must be a whole number" },
      { field: "name", message: "The field “name” must be longer" },
    ]);
    expect(read("7", "Ada")).toEqual({ copies: 7, name: "Ada" });
  });

  it("reads an empty optional field as none", () => {
    const schema = z.object({ note: z.string().optional(), days: z.int().optional() });
    expect(readForm(schema, { note: "", days: "" })).toEqual({
      kind: "good",
      values: { note: "", days: "" },
      good: { note: undefined, days: undefined },
    });
  });
});
