/**
 * The command line: one class a command, thin. It promises one line and exit code 2 for every request that cannot be
 * carried out, and the words of the person in it. It must never know how the work is done.
 */
package io.azulejo.jobs;
