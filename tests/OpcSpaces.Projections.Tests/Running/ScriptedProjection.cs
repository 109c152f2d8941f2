using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Tests.Running;

/// <summary>A projection that keeps the ids of its entries in memory and fails as a test says. A failure loses nothing that was applied.</summary>
internal sealed class ScriptedProjection(string name) : IProjection
{
    private bool _isReady;

    /// <summary>The exception with which an entry fails; null when it is applied.</summary>
    public Func<long, Exception?> FaultAt { get; set; } = _ => null;

    /// <summary>Exceptions of the next calls of <see cref="ResumeAsync"/>, in order; null for a call that succeeds.</summary>
    public Queue<Exception?> ResumeFaults { get; } = new();

    public bool WasGivenEntriesUnprepared { get; private set; }

    public bool WasStopped { get; private set; }

    public List<long> Applied { get; } = [];

    public List<long> JournalEnds { get; } = [];

    public string Name => name;

    public TimeSpan Pace => TimeSpan.Zero;

    public long SavedPosition => Applied.LastOrDefault();

    public ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation)
    {
        JournalEnds.Add(journalEnd);
        if (ResumeFaults.TryDequeue(out var fault) && fault is not null)
            throw fault;
        _isReady = true;
        return ValueTask.FromResult(Applied.LastOrDefault());
    }

    public ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        WasGivenEntriesUnprepared |= !_isReady;
        foreach (var entry in entries)
        {
            if (FaultAt(entry.Id) is not { } fault)
                continue;
            _isReady = false;
            throw fault;
        }
        Applied.AddRange(entries.Select(entry => entry.Id));
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        WasStopped = true;
        return ValueTask.CompletedTask;
    }
}
