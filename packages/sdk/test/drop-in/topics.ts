/** Every section of the published SDK's README that shows how to use it, and the programs that do what it shows. */
export const TOPICS: Readonly<Record<string, readonly string[]>> = {
  "Installation and Setup": ["caching", "flag-checks", "close-at-once"],
  "Custom Logging": ["logger"],
  "Sending identify events": ["identify-and-track", "close-at-once"],
  "Sending track events": ["identify-and-track", "close-at-once"],
  "Creating and updating companies": ["companies-and-users", "close-at-once"],
  "Creating and updating users": ["companies-and-users"],
  "Checking flags": ["flag-checks", "close-at-once"],
  "Checking flags with entitlement details": ["flag-checks", "close-at-once"],
  "Checking multiple flags": ["bulk-checks", "close-at-once"],
  "Other API operations": ["other-operations", "entitlements"],
  Express: ["webhook-servers"],
  "Node HTTP Server": ["webhook-servers"],
  "Next.js API Routes": ["webhook-servers"],
  "Local Caching": ["caching"],
  "Cloudflare KV Caching": ["custom-caches"],
  DataStream: ["datastream", "redis-datastream"],
  "Replicator Mode": ["replicator-mode"],
  "Credit Leases and Reservations": ["credit-leases", "without-credit-leases"],
  "Checking and tracking": ["without-credit-leases"],
  "Pre-warming": ["without-credit-leases"],
  "Failure behavior": ["without-credit-leases"],
  "Offline mode": ["offline"],
};

/** Sections that only hold others, or say what the one above them is set up with. */
export const FRAMES: ReadonlySet<string> = new Set([
  "Schematic Typescript Node SDK",
  "Usage examples",
  "Webhook Verification",
  "Verifying Webhook Signatures",
  "Caching",
  "Setup",
  "Configuration options",
  "Requirements",
  "Testing",
  "Contributing",
]);
