namespace OpcSpaces.Ingest.Receiving;

/// <summary>The pauses between two attempts on a journal that fails: doubling, with a jitter of a quarter.</summary>
internal sealed class JournalPause(IngestOptions options)
{
    private int _failures;

    public void Succeeded() => _failures = 0;

    public TimeSpan Next()
    {
        var ms = Math.Min(options.FirstJournalPauseMs * Math.Pow(2, Math.Min(_failures++, 20)), options.LongestJournalPauseMs);
        return TimeSpan.FromMilliseconds(ms * (0.75 + 0.5 * Random.Shared.NextDouble()));
    }
}
