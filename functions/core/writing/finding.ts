/** Something about a letter that its sender should know before it goes out. `what` is a sentence that says what to do as well. */
export type Finding = { readonly where: "html"; readonly what: string };
