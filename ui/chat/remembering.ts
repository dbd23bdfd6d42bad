/** A rule that looks at what it said last, as a function of what is so now. */
export function remembering<Said, Now>(
  first: Said,
  say: (before: Said, now: Now) => Said,
): (now: Now) => Said {
  let last = first;
  return (now) => {
    last = say(last, now);
    return last;
  };
}
