package io.azulejo.pipeline.run;

import io.azulejo.pipeline.request.RequestException;
import io.azulejo.pipeline.table.Marker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Work that does nothing unless a test says otherwise, and remembers what it was given. */
class Nothing implements TableRun.Work<String> {
    static final RunResult DONE = new RunResult(RunResult.State.DONE, 0, Map.of("images", 0), new TreeMap<>(), "done");

    final List<List<Marker>> planned = new ArrayList<>();

    @Override
    public String plan(List<Marker> markers) throws RequestException, IOException {
        planned.add(markers);
        return "plan " + planned.size();
    }

    @Override
    public Map<String, Object> request() {
        return Map.of("request", "nothing");
    }

    @Override
    public RunResult carryOut(String plan, List<Marker> markers) throws IOException {
        return DONE;
    }

    @Override
    public Map<String, Object> soFar() {
        return Map.of("restored", 2);
    }

    @Override
    public void cancel() {}
}
