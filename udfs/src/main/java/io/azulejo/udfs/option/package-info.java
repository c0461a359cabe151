/**
 * Options of commands, declared once and typed. It promises that a value which is read out was checked when it came in,
 * whether from the command line, a file, SQL or a Java caller, and that equal values have one text. It must never know
 * what an option is for.
 */
package io.azulejo.udfs.option;
