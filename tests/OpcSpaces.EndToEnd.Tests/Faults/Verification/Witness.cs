namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>
/// Knows what every gateway made, because each told it right after each commit, and is never killed. Thread-safe.
/// </summary>
internal sealed class Witness
{
    private readonly Lock _gate = new(); // guards everything below
    private readonly Dictionary<string, List<WitnessNote>> _notes = [];

    /// <summary>All notes of all gateways.</summary>
    public long Count
    {
        get
        {
            lock (_gate) return _notes.Values.Sum(notes => (long)notes.Count);
        }
    }

    public void Note(string gateway, WitnessNote note)
    {
        lock (_gate)
        {
            if (!_notes.TryGetValue(gateway, out var notes)) _notes[gateway] = notes = [];
            notes.Add(note);
        }
    }

    /// <summary>In the order of arrival.</summary>
    public IReadOnlyList<WitnessNote> Notes(string gateway)
    {
        lock (_gate) return _notes.TryGetValue(gateway, out var notes) ? [.. notes] : [];
    }

    /// <summary>The highest sequence that was noted; 0 when none was.</summary>
    public ulong Last(string gateway)
    {
        lock (_gate) return _notes.TryGetValue(gateway, out var notes) && notes.Count > 0 ? notes.Max(note => note.Sequence) : 0;
    }
}
