// An empty module in the place of those that `never-reached.ts` names.
