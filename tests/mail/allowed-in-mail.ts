/** Rules of html-validate that MJML and old Outlook cannot follow. The other recommended rules hold. */
export const allowedInMail = [
  "no-inline-style",
  "doctype-style",
  "no-trailing-whitespace",
  "no-conditional-comment",
  "no-deprecated-attr",
  "presentation-role-style",
  "prefer-native-element",
  // A rule for search engines: a subject may be longer.
  "long-title",
];
