type Verdict<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? []
    : ["ours does not fit where theirs is used"]
  : ["theirs does not fit where ours is used"];

/** Compiles only when both types can be assigned to each other. */
export declare function same<A, B>(...verdict: Verdict<A, B>): void;
