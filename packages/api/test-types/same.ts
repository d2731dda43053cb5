type Verdict<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? []
    : ["ours does not fit where theirs is used"]
  : ["theirs does not fit where ours is used"];

/** Compiles only if both types can be assigned to each other. */
export declare function same<A, B>(...verdict: Verdict<A, B>): void;

/** Compiles only if the first type can be assigned to the second. */
export declare function fits<A, B>(
  ...verdict: [A] extends [B] ? [] : ["the first does not fit the second"]
): void;
