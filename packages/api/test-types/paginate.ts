import { createTransport, paginate, type SchematicApi } from "@schematic/api";
import { listCompanies } from "@schematic/api/companies";
import type { CompanyDetailResponseData, ListCompaniesRequest } from "@schematic/api/types";

export async function items(api: SchematicApi): Promise<CompanyDetailResponseData[]> {
  const found: CompanyDetailResponseData[] = [];
  for await (const company of paginate(api.companies.listCompanies, { limit: 5, q: "x" }))
    found.push(company);
  for await (const company of paginate(api.companies.listCompanies)) found.push(company);
  const transport = createTransport({ apiKey: "k" });
  const list = (params: ListCompaniesRequest) => listCompanies(transport, params);
  for await (const company of paginate(list, { limit: 5 })) found.push(company);
  for await (const company of paginate((params: ListCompaniesRequest) => api.companies.listCompanies(params)))
    found.push(company);
  for await (const invoice of paginate(api.billing.listBillingInvoices, {})) invoice.createdAt.getTime();
  return found;
}

export function refused(api: SchematicApi): unknown[] {
  return [
    // @ts-expect-error: `data` of this list is an object with `rows`
    paginate(api.entitlements.listCompanyUserUsage, { companyId: "c", metric: "credits" }),
    // @ts-expect-error: a count is no list
    paginate(api.companies.countCompanies, {}),
    // @ts-expect-error: not a query of this list
    paginate(api.companies.listCompanies, { limit: "5" }),
  ];
}
