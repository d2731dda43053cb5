import { verifyDelivery } from "@schematic/webhooks";

console.log(verifyDelivery);
