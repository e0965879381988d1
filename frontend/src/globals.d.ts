/** Which build of the app this is; scripts/build_name.mjs makes it. */
declare const __BUILD__: string;
