exports.waitUntil = undefined;
