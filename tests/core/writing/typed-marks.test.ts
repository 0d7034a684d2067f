import { describe, expect, it } from "vitest";
import { plainMarks } from "../../../functions/core/writing/wrappings/typed-marks.ts";

describe("marks typed by hand", () => {
  it.each([
    [
      ["-- wages", "", "-- rent"],
      ["- wages", "", "- rent"],
    ],
    [
      ["", "Registration", "------------", "All players"],
      ["", "Registration", "", "All players"],
    ],
    [
      ["Where and when", "===============", "", "Here"],
      ["Where and when", "", "", "Here"],
    ],
  ])("are points and headings: %j", (typed, plain) => {
    expect(plainMarks(typed)).toEqual(plain);
  });

  it.each([
    [["-- an aside", "goes on"]],
    [["The end of a paragraph", "that goes on", "------------"]],
    [["A paragraph.", "", "---", "", "Another."]],
    [["Name", "------------------------"]],
    [["--", "Ada Lindqvist"]],
  ])("are not seen in %j", typed => {
    expect(plainMarks(typed)).toEqual(typed);
  });
});
