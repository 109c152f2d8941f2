namespace OpcSpaces.Ingest.Status;

/// <summary>The condition of ingest, since when, and why. Safe from any thread.</summary>
public sealed class IngestHealth(TimeProvider time)
{
    private volatile State _state = new(IngestCondition.Starting, null, time.GetUtcNow());

    public IngestCondition Condition => _state.Condition;

    /// <summary>What went wrong, in words; null when nothing did.</summary>
    public string? Detail => _state.Detail;

    public DateTimeOffset Since => _state.Since;

    internal void Set(IngestCondition condition, string? detail = null)
    {
        var since = _state.Condition == condition ? _state.Since : time.GetUtcNow();
        _state = new State(condition, detail, since);
    }

    private sealed record State(IngestCondition Condition, string? Detail, DateTimeOffset Since);
}
