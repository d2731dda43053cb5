/** Byte for byte as these programs write them, after the key layout that they share. */
export const company: Readonly<Record<"go" | "python" | "node", string>> = {
  go: '{"id":"comp_1","account_id":"acct_1","environment_id":"env_1","base_plan_id":null,"billing_product_ids":[],"credit_balances":{},"keys":{"Domain":"Acme.example"},"plan_ids":["plan_1"],"plan_version_ids":[],"metrics":[],"rules":[],"subscription":null,"traits":[{"value":"7","trait_definition":{"id":"seats","comparable_type":"int","entity_type":"company"}}],"entitlements":[]}',
  python:
    '{"account_id": "acct_1", "billing_product_ids": [], "credit_balances": {}, "environment_id": "env_1", "id": "comp_1", "keys": {"Domain": "Acme.example"}, "metrics": [], "plan_ids": ["plan_1"], "plan_version_ids": [], "rules": [], "traits": [{"trait_definition": {"comparable_type": "int", "entity_type": "company", "id": "seats"}, "value": "7"}]}',
  node: '{"accountId":"acct_1","billingProductIds":[],"creditBalances":{},"environmentId":"env_1","id":"comp_1","keys":{"Domain":"Acme.example"},"metrics":[],"planIds":["plan_1"],"planVersionIds":[],"rules":[],"traits":[{"traitDefinition":{"comparableType":"int","entityType":"company","id":"seats"},"value":"7"}]}',
};
/** A flag that is on for companies of five seats or more. */
export const flag: string =
  '{"id":"flag_1","account_id":"acct_1","environment_id":"env_1","key":"Big-Team","default_value":false,"rules":[{"id":"rule_1","account_id":"acct_1","environment_id":"env_1","flag_id":"flag_1","name":"big","priority":1,"rule_type":"standard","value":true,"conditions":[{"id":"cond_1","account_id":"acct_1","environment_id":"env_1","condition_type":"trait","operator":"gte","resource_ids":[],"trait_value":"5","trait_definition":{"id":"seats","comparable_type":"int","entity_type":"company"}}],"condition_groups":[]}]}';
