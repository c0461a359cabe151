/**
 * Spark as this project starts and uses it: one session with the settings that pictures need, and a map over a list.
 * It promises that a person's own settings win. It must never know what is computed.
 */
package io.azulejo.pipeline.session;
