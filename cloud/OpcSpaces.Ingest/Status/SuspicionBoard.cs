namespace OpcSpaces.Ingest.Status;

/// <summary>What is suspected at present. A suspicion that was not noticed again for ten minutes is over. Thread-safe.</summary>
public sealed class SuspicionBoard(TimeProvider time)
{
    // A limit, because a sender may invent as many gateways as it likes.
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new(); // guards _bySubject
    private readonly Dictionary<string, Suspicion> _bySubject = new(StringComparer.Ordinal);

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<Suspicion> Current
    {
        get
        {
            lock (_gate)
            {
                DropOld();
                return [.. _bySubject.Values.OrderBy(suspicion => suspicion.Since)];
            }
        }
    }

    /// <param name="subject">Whom it is about; a later suspicion about the same replaces the words.</param>
    /// <param name="what">What may be wrong: a sentence.</param>
    internal void Note(string subject, string what)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            DropOld();
            if (_bySubject.TryGetValue(subject, out var known))
                _bySubject[subject] = known with { What = what, LastSeen = now };
            else if (_bySubject.Count < MostAtOnce)
                _bySubject[subject] = new Suspicion(what, now, now);
        }
    }

    private void DropOld()
    {
        var now = time.GetUtcNow();
        foreach (var subject in _bySubject.Where(item => now - item.Value.LastSeen > Holds).Select(item => item.Key).ToList())
            _bySubject.Remove(subject);
    }
}
