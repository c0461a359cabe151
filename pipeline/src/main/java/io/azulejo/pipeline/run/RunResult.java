package io.azulejo.pipeline.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * How a run ended.
 *
 * @param state one word
 * @param exit the exit code of the command
 * @param report the object of {@code --json}, in the order in which it is printed
 * @param errors failed pictures of this run by kind
 * @param summary what a person reads, several lines
 */
public record RunResult(
        State state,
        int exit,
        Map<String, Object> report,
        SortedMap<String, Long> errors,
        @JsonIgnore String summary) {
    /** How a run can end. */
    public enum State {
        /** All asked for is done. */
        DONE,
        /** Done, and pictures of this input stand failed, or changed and were left as they are. */
        DONE_WITH_FAILURES,
        /** It ended between two commits: it was asked to, or another run made the next one. */
        STOPPED,
        /** A defect of ours or of the cluster. */
        DEFECT
    }

    /** What {@code ended.json} holds: the report, and how it ended. */
    public Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>(report);
        record.put("state", state);
        record.put("exit", exit);
        record.put("errors", errors);
        return record;
    }
}
