/**
 * One run seen from outside: its number, its progress, its end, how a person stops it. It promises that the record on
 * the store, the JSON object and the summary say the same. It must never know whether pictures are restored or measured.
 */
package io.azulejo.pipeline.run;
